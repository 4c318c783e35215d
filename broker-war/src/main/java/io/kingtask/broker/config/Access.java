package io.kingtask.broker.config;

import io.kingtask.settings.ListenAddress;
import io.kingtask.settings.Settings;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Who is listened to, before any token is looked at.
 *
 * @param hosts the names under which this broker is called
 * @param trustedProxies whose word about the client's address is believed
 * @param oidc the identity provider that users of the console may sign in with
 * @param tls what whoever starts the server needs to speak HTTPS; none: HTTP
 */
public record Access(
        HostNames hosts, List<AddressRange> trustedProxies, Optional<TlsFiles> tls, Optional<OidcSettings> oidc) {

    /** PEM files: the certificate with those of its authorities, and its key. */
    public record TlsFiles(Path certificate, Path key) {}

    static Access read(Settings settings, ListenAddress addr) {
        return new Access(hosts(settings, addr), proxies(settings), tls(settings), OidcSettings.read(settings));
    }

    private static HostNames hosts(Settings settings, ListenAddress addr) {
        var names = settings.texts("hosts", List.of());
        names.stream()
                .filter(name -> !HostNames.isAllowed(name))
                .forEach(name -> settings.reject("hosts", name, HostNames.ALLOWED));
        return settings.has("hosts") ? HostNames.of(names) : HostNames.ofMachine(addr.host());
    }

    private static Optional<TlsFiles> tls(Settings settings) {
        var certificate = settings.path("tls_certificate");
        var key = settings.path("tls_key");
        if (certificate.isPresent() != key.isPresent()) {
            settings.reject(
                    key.isPresent() ? "tls_certificate" : "tls_key",
                    "nothing",
                    "a PEM file, or neither of the two keys");
        }
        return certificate.flatMap(file -> key.map(other -> new TlsFiles(file, other)));
    }

    private static List<AddressRange> proxies(Settings settings) {
        var ranges = new ArrayList<AddressRange>();
        for (var text : settings.texts("trusted_proxies", List.of())) {
            AddressRange.parse(text)
                    .ifPresentOrElse(ranges::add, () -> settings.reject("trusted_proxies", text, AddressRange.ALLOWED));
        }
        return ranges;
    }
}
