package io.kingtask.broker.http;

import jakarta.servlet.RequestDispatcher;
import jakarta.servlet.http.HttpServlet;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.List;

/** Answers with a problem where the server, not the REST interface, refuses a request: web.xml sends all its errors here. */
public class UnmappedPath extends HttpServlet {

    private static final long serialVersionUID = 1L;

    @Override
    protected void service(HttpServletRequest request, HttpServletResponse response) throws IOException {
        int status = request.getAttribute(RequestDispatcher.ERROR_STATUS_CODE) instanceof Integer code ? code : 404;
        var detail = status == 404 ? "Nothing has this path." : "The server refused the request.";
        var problem = new Problem(ErrorCode.ofStatus(status), status, detail, List.of(), null);
        problem.send(response);
    }
}
