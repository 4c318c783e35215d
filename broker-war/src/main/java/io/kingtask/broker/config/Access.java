package io.kingtask.broker.config;

import io.kingtask.settings.ListenAddress;
import io.kingtask.settings.Settings;
import java.util.ArrayList;
import java.util.List;

/**
 * Who is listened to, before any token is looked at.
 *
 * @param hosts the names under which this broker is called
 * @param trustedProxies whose word about the client's address is believed
 */
public record Access(HostNames hosts, List<AddressRange> trustedProxies) {

    static Access read(Settings settings, ListenAddress addr) {
        return new Access(hosts(settings, addr), proxies(settings));
    }

    private static HostNames hosts(Settings settings, ListenAddress addr) {
        var names = settings.texts("hosts", List.of());
        names.stream()
                .filter(name -> !HostNames.isAllowed(name))
                .forEach(name -> settings.reject("hosts", name, HostNames.ALLOWED));
        return settings.has("hosts") ? HostNames.of(names) : HostNames.ofMachine(addr.host());
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
