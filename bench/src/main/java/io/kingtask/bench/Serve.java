package io.kingtask.bench;

import jakarta.json.Json;
import jakarta.json.JsonArray;
import jakarta.json.JsonObject;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.PrintStream;
import java.io.StringReader;
import java.nio.charset.StandardCharsets;

/** The warm executable where there is no C compiler: adds two numbers for each line of JSON, as bench/yardstick/serve.c. */
final class Serve {

    private Serve() {}

    public static void main(String[] arguments) throws IOException {
        var in = new BufferedReader(new InputStreamReader(System.in, StandardCharsets.UTF_8));
        var out = new PrintStream(System.out, false, StandardCharsets.UTF_8);
        for (String line = in.readLine(); line != null; line = in.readLine()) {
            JsonObject task;
            try (var reader = Json.createReader(new StringReader(line))) {
                task = reader.readObject();
            }
            JsonArray args = task.getJsonArray("args");
            long sum = Long.parseLong(args.getString(0)) + Long.parseLong(args.getString(1));
            out.print("{\"id\":\"" + task.getString("id") + "\",\"stdout\":\"" + sum + "\",\"exit_code\":0}\n");
            out.flush();
        }
    }
}
