package io.kingtask.broker.running;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.kingtask.broker.config.Role;
import io.kingtask.client.Word;
import jakarta.json.JsonObject;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** Every operation that the OpenAPI document lists, by every kind of caller. */
@ExtendWith(BrokerScene.Resolver.class)
class RoleMatrixIT {

    private final Rest rest;
    private int client;

    RoleMatrixIT(BrokerScene scene) {
        this.rest = scene.admin;
    }

    /** @param needed nothing: anybody may */
    private record Operation(String method, String path, Optional<Role> needed) {}

    /** @param role nothing: nobody that the broker knows */
    private record Caller(String name, String token, Optional<Role> role) {}

    private static final List<Caller> CALLERS = List.of(
            new Caller("no token", "", Optional.empty()),
            new Caller("wrong token", "wrong-token-0000000", Optional.empty()),
            new Caller("reader", "reader-token-000000", Optional.of(Role.READER)),
            new Caller("submitter", "submitter-token-000", Optional.of(Role.SUBMITTER)),
            new Caller("operator", "operator-token-0000", Optional.of(Role.OPERATOR)),
            new Caller("admin", "admin-token-0000000", Optional.of(Role.ADMIN)));

    @Test
    void eachCallerMayDoWhatItsRoleSaysAndNothingElse() {
        var wrong = new ArrayList<String>();
        var operations = operations();
        assertTrue(operations.size() >= 40, () -> operations.size() + " operations");
        for (var operation : operations) {
            for (var caller : CALLERS) {
                var answer = call(operation, caller.token);
                if (!isRight(operation, caller, answer)) {
                    wrong.add(operation + " by " + caller.name + ": " + answer.status() + " " + answer.code());
                }
            }
        }
        assertEquals(List.of(), wrong);
    }

    /** A page of another site makes a browser send its cookie, but cannot add the console's header. */
    @Test
    void theCookieAloneChangesNothing() {
        for (var operation : operations()) {
            if (operation.needed.isPresent() && !operation.method.equals("GET")) {
                var answer = call(operation, "", "Cookie", "kingtask_token=admin-token-0000000");
                assertEquals(403, answer.status(), operation::toString);
                assertEquals("cross_site", answer.code(), operation::toString);
            }
        }
    }

    private static boolean isRight(Operation operation, Caller caller, Rest.Answer answer) {
        if (operation.needed.isEmpty()) {
            // It may refuse what was sent, never who sent it.
            return answer.status() < 500
                    && !List.of("unauthorized", "forbidden").contains(answer.code());
        }
        boolean may =
                caller.role.filter(role -> role.covers(operation.needed.get())).isPresent();
        if (may) {
            return answer.status() != 401 && answer.status() != 403 && answer.status() < 500;
        }
        return caller.role.isPresent()
                ? answer.status() == 403 && answer.code().equals("forbidden")
                : answer.status() == 401
                        && answer.code().equals("unauthorized")
                        && answer.header("WWW-Authenticate").startsWith("Bearer");
    }

    /** Each as another client, so that wrong tokens do not add up. */
    private Rest.Answer call(Operation operation, String token, String... headers) {
        var all = new ArrayList<>(List.of(headers));
        all.addAll(List.of("X-Forwarded-For", "10.9." + client / 250 + "." + client++ % 250));
        var body = operation.method.equals("GET") || operation.method.equals("DELETE") ? "" : "{}";
        return rest.as(token)
                .send(operation.method, operation.path, body, "application/json", all.toArray(String[]::new));
    }

    private List<Operation> operations() {
        var all = new ArrayList<Operation>();
        rest.get("openapi.json").json().getJsonObject("paths").forEach((path, item) -> item.asJsonObject()
                .forEach((method, operation) -> {
                    if (operation instanceof JsonObject described) {
                        all.add(operation(method, path, described));
                    }
                }));
        return all;
    }

    private static Operation operation(String method, String path, JsonObject described) {
        var filled =
                path.substring(1).replace("{id}", UUID.randomUUID().toString()).replaceAll("\\{\\w+}", "matrix");
        return new Operation(
                method.toUpperCase(Locale.ROOT), filled, Word.find(Role.class, described.getString("x-kingtask-role")));
    }
}
