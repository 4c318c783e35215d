package io.kingtask.doctor;

import java.io.IOException;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;

/** What both programs need: Java, a home folder, a temporary folder. */
record MachineLook(Report report, Map<String, String> environment) {

    void look() {
        var user = System.getProperty("user.name", "");
        report.add(Finding.ok(
                "java",
                Runtime.version() + " in " + System.getProperty("java.home") + ", " + System.getProperty("os.name")
                        + " " + System.getProperty("os.arch") + "."));
        if (user.equals("root")) {
            report.add(Finding.note(
                    "user",
                    "root may do everything, so what is said of permissions holds for root alone. Run the doctor as the user that"
                            + " runs broker or worker."));
        } else {
            report.add(Finding.ok("user", "Permissions are looked at as " + user + "."));
        }
        if (!System.getProperty("os.name", "").equals("Linux")) {
            report.add(Finding.warning(
                    "system",
                    "On this system the worker starts programs slowly, and cannot find those that hide.",
                    "Run workers on Linux."));
        }
        lookAtName();
        lookAtHome();
        lookAtTemporary();
    }

    /** The server under the broker asks for its address. */
    private void lookAtName() {
        try {
            report.add(Finding.ok("host", "This machine is " + InetAddress.getLocalHost() + "."));
        } catch (UnknownHostException e) {
            report.add(Finding.problem(
                    "host",
                    "This machine does not know its own name (" + e.getMessage() + "), so the broker does not start.",
                    "Name it in /etc/hosts: echo 127.0.1.1 $(hostname) >>/etc/hosts"));
        }
    }

    /** The broker keeps its own token there, the worker the lock on its name. */
    private void lookAtHome() {
        var variable = environment.getOrDefault("HOME", "");
        var home = Path.of(variable.startsWith("/") ? variable : System.getProperty("user.home", "/"));
        var own = home.resolve(".kingtask");
        var folder = Files.exists(own) ? own : home;
        if (Files.isDirectory(folder) && Files.isWritable(folder)) {
            report.add(Finding.ok("home", folder + " can be written."));
        } else {
            report.add(Finding.warning(
                    "home",
                    folder
                            + " cannot be written: a broker without tokens does not start, and a worker that died does not take its"
                            + " tasks back at once.",
                    "Give this user a home folder of its own, or set HOME to one."));
        }
    }

    private void lookAtTemporary() {
        var named = environment.getOrDefault("TMPDIR", "");
        var folder = Path.of(named.isEmpty() ? System.getProperty("java.io.tmpdir", "/tmp") : named);
        try {
            Files.delete(Files.createTempFile(folder, "kingtask-doctor", ""));
            report.add(Finding.ok("temporary", folder + " can be written."));
        } catch (IOException e) {
            report.add(Finding.problem(
                    "temporary",
                    "No file can be made in " + folder + " (" + e + "): each task gets a folder there.",
                    "chmod 1777 " + folder + ", make room on its disk, or set TMPDIR to another folder."));
        }
    }
}
