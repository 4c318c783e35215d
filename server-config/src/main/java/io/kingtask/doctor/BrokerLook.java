package io.kingtask.doctor;

import io.kingtask.broker.config.Access.TlsFiles;
import io.kingtask.broker.config.AccessToken;
import io.kingtask.broker.config.BrokerConfig;
import java.io.IOException;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.util.Map;
import java.util.stream.Collectors;

/** What a broker with this configuration needs and what it risks. */
record BrokerLook(Report report, BrokerConfig config, Path file, Map<String, String> environment) {

    void look() {
        boolean secret = !config.tokens().isEmpty() || config.redis().password() != null;
        FileLook.ofSecrets(report, "broker", file, secret);
        config.logPath().ifPresent(folder -> FileLook.ofLogs(report, "broker", folder));
        lookAtPort();
        lookAtTokens();
        config.embeddedWorker().ifPresent(worker -> new ProgramsLook(report, worker).look());
        new RedisLook(report, "broker", config.redis())
                .look()
                .flatMap(seen -> seen.partitions())
                .filter(fixed -> fixed != config.partitions())
                .ifPresent(fixed -> report.add(Finding.problem(
                        "partitions",
                        "partitions is " + config.partitions() + ", and this Redis was begun with " + fixed + ".",
                        "Set partitions: " + fixed + ", or name a Redis without tasks.")));
    }

    private void lookAtPort() {
        try {
            var certificate = config.access().tls().map(TlsFiles::certificate);
            new PortLook(report, config.addr(), BrokerQuestion.with(certificate)).look();
        } catch (IOException | GeneralSecurityException e) {
            report.add(Finding.problem(
                    "tls",
                    "The certificate in tls_certificate cannot be used: " + e.getMessage() + ".",
                    "Name a PEM file that this user may read; see docs/security.md."));
        }
    }

    private void lookAtTokens() {
        if (!config.authRequired()) {
            var says = "auth is off: whoever reaches " + config.addr() + " may do everything.";
            var todo = "Set auth: token.";
            report.add(
                    isOfThisMachine() ? Finding.warning("tokens", says, todo) : Finding.problem("tokens", says, todo));
        } else if (config.tokens().isEmpty()) {
            lookAtOwnToken();
        } else {
            lookAtGuessable();
        }
    }

    private void lookAtGuessable() {
        var names = config.tokens().stream()
                .filter(AccessToken::guessable)
                .map(AccessToken::name)
                .collect(Collectors.joining(", "));
        if (names.isEmpty()) {
            report.add(Finding.ok("tokens", "There are " + config.tokens().size() + ", and none is short."));
        } else {
            report.add(Finding.warning(
                    "tokens",
                    "These are so short that they could be found by trying: " + names + ".",
                    "Make new ones: openssl rand -hex 32"));
        }
    }

    private void lookAtOwnToken() {
        var home = environment.getOrDefault("HOME", "");
        var token = Path.of(home.startsWith("/") ? home : System.getProperty("user.home", "/"), ".kingtask", "token");
        if (!Files.exists(token, LinkOption.NOFOLLOW_LINKS)) {
            report.add(
                    Finding.note("tokens", "None is configured; the broker makes one at its start, in " + token + "."));
        } else if (FileLook.isOpen(token, "group") || FileLook.isOpen(token, "others")) {
            report.add(Finding.problem(
                    "tokens",
                    token + " may be read by others than its owner, so that the broker refuses it.",
                    "Remove it, and a new one is made; or chmod 600 " + token));
        } else {
            report.add(Finding.ok("tokens", "The broker's own is in " + token + "."));
        }
    }

    private boolean isOfThisMachine() {
        try {
            return InetAddress.getByName(config.addr().host()).isLoopbackAddress();
        } catch (UnknownHostException e) {
            return false;
        }
    }
}
