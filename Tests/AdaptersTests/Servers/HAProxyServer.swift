import Foundation
import Runbook
import Testing

/// A real HAProxy, with a socket of the level admin and one of the level user.
final class HAProxyServer: Sendable {
    let process: ServerProcess
    let admin: Endpoint
    let user: Endpoint

    /// - Parameter check: whether it looks after its servers, of which none is there.
    init(servers: [String] = ["east", "west"], check: Bool = false, algorithm: String = "roundrobin") async throws {
        let directory = FileManager.default.temporaryDirectory.appendingPathComponent(
            "hap-\(UUID().uuidString.prefix(8))")
        try FileManager.default.createDirectory(at: directory, withIntermediateDirectories: true)
        let (admin, user) = (directory.path + "/admin", directory.path + "/user")
        (self.admin, self.user) = (.socket(path: admin), .socket(path: user))
        let list = servers.enumerated().map {
            "  server \($1) 127.0.0.1:\(9 + $0) weight 100\(check ? " check inter 50ms fall 1" : "")"
        }.joined(separator: "\n")
        let configuration = """
            global
              stats socket \(admin) mode 600 level admin
              stats socket \(user) mode 600 level user
              nbthread 1
            defaults
              mode http
              timeout connect 300ms
              timeout client 5s
              timeout server 5s
            backend web
              balance \(algorithm)
            \(list)
            backend cache
              balance leastconn
            \(list)

            """
        let path = directory.appendingPathComponent("haproxy.cfg")
        try configuration.write(to: path, atomically: true, encoding: .utf8)
        let program = try #require(
            ["/usr/sbin/haproxy", "/usr/local/sbin/haproxy"].first(where: FileManager.default.isExecutableFile),
            "scripts/setup installs haproxy")
        process = try ServerProcess(program, in: directory, ["-db", "-f", path.path])
        for _ in 0..<200 where !FileManager.default.fileExists(atPath: user) {
            try await Task.sleep(for: .milliseconds(10))
        }
        try #require(FileManager.default.fileExists(atPath: user), "\(process.log)")
    }
}
