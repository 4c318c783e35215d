package io.kingtask.broker.submission;

import io.kingtask.broker.http.FailureMapper;
import io.kingtask.broker.http.SafeHeaders;
import io.kingtask.broker.security.ShortWay;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import jakarta.ws.rs.core.SecurityContext;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Map;

/** One request that is answered before the REST interface, in the form that it would have there. */
record Exchange(HttpServletRequest request, HttpServletResponse response, SecurityContext caller, ShortWay way) {

    String callerName() {
        return caller.getUserPrincipal().getName();
    }

    /** @param things what was made, for the audit log */
    void answer(int status, String type, String body, Map<String, String> things) throws IOException {
        SafeHeaders.ALL.forEach(response::setHeader);
        way.note(request, caller, status, things);
        var bytes = body.getBytes(StandardCharsets.UTF_8);
        response.setStatus(status);
        response.setContentType(type);
        response.setContentLength(bytes.length);
        response.getOutputStream().write(bytes);
    }

    void refuse(Throwable failure) throws IOException {
        var problem = FailureMapper.problem(failure);
        SafeHeaders.ALL.forEach(response::setHeader);
        way.note(request, caller, problem.status(), Map.of());
        problem.send(response);
    }
}
