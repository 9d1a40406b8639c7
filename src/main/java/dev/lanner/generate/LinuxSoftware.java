package dev.lanner.generate;

import static dev.lanner.generate.Program.system;
import static dev.lanner.generate.Program.user;

import java.util.List;

/** What runs on Linux servers on an ordinary day. */
final class LinuxSoftware {

  static final Software SERVER =
      new Software(
          List.of(
              system("/usr/lib/systemd/systemd", "swapper", "/sbin/init"),
              system("/usr/sbin/cron", "systemd", "/usr/sbin/cron -f -P"),
              system("/usr/sbin/sshd", "systemd", "sshd: /usr/sbin/sshd -D [listener]").serves(22),
              system("/usr/bin/dockerd", "systemd", "/usr/bin/dockerd -H fd://").web(),
              system(
                  "/usr/bin/containerd-shim-runc-v2",
                  "systemd",
                  "/usr/bin/containerd-shim-runc-v2 -namespace moby -id {hex}{hex}{hex}{hex}"
                      + " -address /run/containerd/containerd.sock"),
              user(
                      "/usr/lib/jvm/java-21-openjdk-amd64/bin/java",
                      "systemd",
                      "/usr/lib/jvm/java-21-openjdk-amd64/bin/java -Xmx2g -XX:+UseG1GC"
                          + " -Dspring.profiles.active=prod -jar /opt/portal/portal.jar")
                  .inside()
                  .serves(8080),
              user("/usr/sbin/nginx", "systemd", "nginx: worker process").inside().serves(443),
              user("/usr/bin/bash", "sshd", "-bash")),
          List.of(
              system("/usr/bin/runc", "containerd-shim-runc-v2", "runc init"),
              system(
                  "/usr/bin/dash",
                  "cron",
                  "/bin/sh -c cd / && run-parts --report /etc/cron.hourly"),
              system(
                  "/usr/sbin/logrotate",
                  "systemd",
                  "/usr/sbin/logrotate /etc/logrotate.conf --state /var/lib/logrotate/status"),
              system("/usr/bin/df", "cron", "df -P -x tmpfs -x overlay"),
              system(
                  "/usr/bin/systemctl",
                  "cron",
                  "systemctl show portal.service --property=ActiveEnterTimestamp,MainPID"),
              user(
                  "/usr/bin/python3.11",
                  "bash",
                  "/usr/bin/python3 /opt/portal/tools/rollup.py --day 2026-10-31 --shard {number}"
                      + " --output /var/lib/portal/rollup-{hex}.parquet"),
              user(
                  "/usr/bin/sed",
                  "bash",
                  "sed -e s/level=debug/level=info/ /etc/portal/{hex}.conf"),
              user("/usr/bin/tail", "bash", "tail -n 200 /var/log/portal/app-{number}.log"),
              user(
                  "/usr/bin/git",
                  "bash",
                  "git --git-dir=/srv/git/portal-{number}.git gc --auto --quiet")),
          Template.all(
              "/var/lib/docker/overlay2/{hex}{hex}{hex}{hex}/diff/tmp/{hex}",
              "/var/log/portal/app-{number}.log",
              "/var/lib/portal/rollup-{hex}.parquet",
              "/opt/portal/releases/{number}/bin/start-{hex}.sh",
              "/tmp/tmp{hex}"));

  private LinuxSoftware() {}
}
