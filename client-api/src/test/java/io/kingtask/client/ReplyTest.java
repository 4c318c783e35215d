package io.kingtask.client;

import static org.junit.jupiter.api.Assertions.assertEquals;

import org.junit.jupiter.api.Test;

class ReplyTest {

    @Test
    void printsAsItAlwaysDid() {
        assertEquals("{1 1 57}", new Reply(1, 1, "57").toString());
        assertEquals("{0 0 }", Reply.NONE.toString());
    }

    @Test
    void hasTheFirstClientsFieldNames() {
        var json = TaskJson.create();
        var text = "{\"is_result_exist\":1,\"is_success\":0,\"result\":\"args count must be two\"}";
        var reply = json.fromJson(text, Reply.class);
        assertEquals(new Reply(1, 0, "args count must be two"), reply);
        assertEquals(reply, json.fromJson(json.toJson(reply), Reply.class));
    }
}
