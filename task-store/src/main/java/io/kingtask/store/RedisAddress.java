package io.kingtask.store;

import java.net.URI;
import java.net.URISyntaxException;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Where Redis is, as the configuration key {@code redis} says it.
 *
 * @param kind how the nodes belong together
 * @param nodes {@code host:port} of the server, of the Sentinels, or of some nodes of the Cluster
 * @param master the name that the Sentinels know the primary by; null otherwise
 * @param user null: the default user
 * @param password null: none
 * @param options what stands behind the question mark
 */
public record RedisAddress(
        Kind kind,
        List<Node> nodes,
        @Nullable String master,
        int database,
        @Nullable String user,
        @Nullable String password,
        AddressOptions options) {

    /** The forms that are understood, for messages. */
    public static final String FORMS = "host:port[/db], redis://[user:password@]host:port[/db], rediss://…, "
            + "sentinel://[user:password@]host:port,…/MASTER[/db], cluster://[user:password@]host:port,…; "
            + "?tls=true behind any of them; ?sentinel_password=… and &sentinel_user=… behind sentinel://";

    private static final int DEFAULT_PORT = 6379;

    /** How the nodes belong together. */
    public enum Kind {
        SINGLE,
        SENTINEL,
        CLUSTER
    }

    /** A host and its port. */
    public record Node(String host, int port) {
        @Override
        public String toString() {
            return (host.contains(":") ? "[" + host + "]" : host) + ":" + port;
        }
    }

    /**
     * Reads an address.
     *
     * @throws IllegalArgumentException when it has none of the {@link #FORMS}; the message holds no password
     */
    public static RedisAddress parse(String text) {
        int mark = text.indexOf("://");
        var scheme = mark < 0 ? "redis" : text.substring(0, mark);
        var rest = mark < 0 ? text : text.substring(mark + 3);
        int question = rest.indexOf('?', rest.lastIndexOf('@') + 1);
        var options = AddressOptions.parse(scheme, question < 0 ? "" : rest.substring(question + 1));
        var place = question < 0 ? rest : rest.substring(0, question);
        return switch (scheme) {
            case "redis", "rediss" -> parse(Kind.SINGLE, place, options);
            case "sentinel" -> parse(Kind.SENTINEL, place, options);
            case "cluster" -> parse(Kind.CLUSTER, place, options);
            case "sentinels", "rediss+sentinel", "rediss-sentinel", "clusters", "rediss+cluster", "rediss-cluster" ->
                throw new IllegalArgumentException("asks for TLS by a scheme that is not known; write "
                        + (scheme.contains("sentinel") ? "sentinel" : "cluster") + "://…?tls=true");
            default -> throw wrong();
        };
    }

    private static RedisAddress parse(Kind kind, String rest, AddressOptions options) {
        int at = rest.lastIndexOf('@');
        var login = at < 0 ? new String[] {} : rest.substring(0, at).split(":", 2);
        var parts = rest.substring(at + 1).split("/", -1);
        if (kind == Kind.CLUSTER && parts.length > 1) {
            throw new IllegalArgumentException("names a database, and a Cluster has none but 0; leave it away");
        }
        if (kind == Kind.SENTINEL && (parts.length < 2 || parts[1].isEmpty())) {
            throw new IllegalArgumentException(
                    "lacks the name that the Sentinels know the primary by; write sentinel://host:port,…/MASTER");
        }
        int named = kind == Kind.SENTINEL ? 1 : 0;
        if (parts.length > 2 + named) {
            throw wrong();
        }
        var nodes =
                Arrays.stream(parts[0].split(",", -1)).map(RedisAddress::node).toList();
        if (kind == Kind.SINGLE && nodes.size() > 1) {
            throw wrong();
        }
        var master = named == 0 ? null : parts[1];
        int database = parts.length == 2 + named ? database(parts[1 + named]) : 0;
        return new RedisAddress(kind, nodes, master, database, user(login), password(login), options);
    }

    private static @Nullable String user(String[] login) {
        return login.length == 2 && !login[0].isEmpty() ? decode(login[0]) : null;
    }

    private static @Nullable String password(String[] login) {
        return login.length == 0 ? null : decode(login[login.length - 1]);
    }

    static String decode(String text) {
        return URLDecoder.decode(text.replace("+", "%2B"), StandardCharsets.UTF_8);
    }

    private static int database(String text) {
        if (!text.matches("[0-9]{1,5}")) {
            throw wrong();
        }
        return Integer.parseInt(text);
    }

    private static Node node(String text) {
        try {
            var uri = new URI("redis://" + text);
            if (uri.getHost() == null || uri.getPort() > 65_535 || uri.getPort() == 0) {
                throw wrong();
            }
            var host = uri.getHost().startsWith("[")
                    ? uri.getHost().substring(1, uri.getHost().length() - 1)
                    : uri.getHost();
            return new Node(host, uri.getPort() < 0 ? DEFAULT_PORT : uri.getPort());
        } catch (URISyntaxException e) {
            throw wrong();
        }
    }

    private static IllegalArgumentException wrong() {
        return new IllegalArgumentException("is not an address of Redis; allowed: " + FORMS);
    }

    /** Whether to speak TLS, with Sentinels too. */
    public boolean tls() {
        return options.tls();
    }

    /** The address without users and passwords, for logs. */
    @Override
    public String toString() {
        var hosts = String.join(",", nodes.stream().map(Node::toString).toList());
        return switch (kind) {
            case SINGLE -> (tls() ? "rediss://" : "") + hosts + (database == 0 ? "" : "/" + database);
            case SENTINEL -> "sentinel://" + hosts + "/" + master + (database == 0 ? "" : "/" + database) + tlsMark();
            case CLUSTER -> "cluster://" + hosts + tlsMark();
        };
    }

    private String tlsMark() {
        return tls() ? "?tls=true" : "";
    }
}
