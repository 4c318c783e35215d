package io.kingtask.doctor;

import io.kingtask.settings.ListenAddress;
import java.io.IOException;
import java.net.BindException;
import java.net.InetSocketAddress;
import java.net.ServerSocket;

/** Whether the broker can listen where it is to; or is it a broker that listens there already? */
record PortLook(Report report, ListenAddress address, BrokerQuestion question) {

    private static final int GOOD = 200;

    void look() {
        var where = new InetSocketAddress(address.host(), address.port());
        if (where.isUnresolved()) {
            report.add(Finding.problem(
                    "port",
                    address.host() + " in addr is no host that is known here.",
                    "Name an address of this machine."));
            return;
        }
        try (var socket = new ServerSocket()) {
            socket.setReuseAddress(true);
            socket.bind(where);
            report.add(Finding.ok("port", address + " is free."));
        } catch (BindException e) {
            lookWhoIsThere(where, e);
        } catch (IOException e) {
            report.add(Finding.problem(
                    "port",
                    address + " cannot be listened on: " + e.getMessage() + ".",
                    "Ports below 1024 need a right of their own; choose another one, or see docs/installing.md."));
        }
    }

    private void lookWhoIsThere(InetSocketAddress where, BindException refusal) {
        var live = question.status(where, "live");
        if (live == null || live != GOOD) {
            report.add(Finding.problem(
                    "port",
                    address + " cannot be listened on (" + refusal.getMessage() + "), and no broker answers there"
                            + question.how() + ".",
                    "End what listens there (ss -ltnp shows it), or choose another addr."));
            return;
        }
        var ready = question.status(where, "ready");
        if (ready != null && ready == GOOD) {
            report.add(Finding.ok("port", "A broker runs at " + address + ", and is ready."));
        } else {
            report.add(Finding.problem(
                    "port",
                    "A broker runs at " + address + ", and is not ready.",
                    "See what its log and the lines on Redis say."));
        }
    }
}
