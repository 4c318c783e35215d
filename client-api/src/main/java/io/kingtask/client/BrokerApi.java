package io.kingtask.client;

import io.kingtask.client.Exchange.Body;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * All of a broker's REST interface as text: JSON in, JSON out. For programs that start often and want to be quick, and for calls
 * that {@link BrokerClient} has no method for: it needs no Jakarta REST client and no JSON-B. {@link BrokerClientBuilder#api}
 * makes one; it is safe for many threads.
 *
 * <p>Paths are those under {@code /api/v1}, such as {@code /queues}; what is variable in them must be encoded. Parameters are
 * not encoded. Every method throws {@link BrokerException} when the broker refuses or cannot be reached.
 */
public final class BrokerApi {

    private final BrokerHttp http;

    BrokerApi(BrokerClientBuilder settings) {
        var transport = new UrlTransport(settings);
        this.http = new BrokerHttp(settings, transport, transport);
    }

    /** Reads; repeated when a connection breaks or the broker answers 503. */
    public String get(String path, Map<String, String> query) {
        return text(Exchange.get(path).query(query));
    }

    /**
     * Submits tasks; repeated as {@link #get} is, for tasks carry ids.
     *
     * @param json tasks that all have an id
     */
    public String submit(String path, String json) {
        return text(Exchange.submission(path, body(json)));
    }

    /**
     * Changes something; repeated only if no connection could be made.
     *
     * @param method such as {@code POST}
     * @param json null for none
     * @return the answer, which may be empty
     */
    public String change(String method, String path, Map<String, String> query, @Nullable String json) {
        return text(
                Exchange.change(method, path, json == null ? null : body(json)).query(query));
    }

    /**
     * Begins to read what may be long or endless.
     *
     * @param headers more of the request, such as {@code Accept}
     * @param silence how long a read may find nothing
     */
    public OpenAnswer open(String path, Map<String, String> query, Map<String, String> headers, Duration silence) {
        return http.open(Exchange.get(path).query(query), headers, silence);
    }

    /** The text as a part of a path. */
    public static String encoded(String text) {
        return Exchange.encoded(text);
    }

    /** The broker that is asked now, as {@code host:port}. */
    public String address() {
        return http.address();
    }

    @Override
    public String toString() {
        return "REST interface of the broker at " + address();
    }

    private String text(Exchange exchange) {
        return new String(http.call(exchange).body(), StandardCharsets.UTF_8);
    }

    private static Body body(String json) {
        return new Body("application/json", json.getBytes(StandardCharsets.UTF_8));
    }
}
