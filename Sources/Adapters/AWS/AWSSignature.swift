import Crypto
import Runbook

/// AWS's Signature Version 4 of a request: who asks, for what, and when.
struct AWSSignature: Sendable {
    var credentials: AWSCredentials
    var region: String
    /// As the scope names it: `route53`, `autoscaling`.
    var service: String
    /// `20150830T123600Z`
    var date: String

    /// The request with the headers that it needs.
    /// - Parameter host: as the header `Host` has it.
    func signed(_ request: WebRequest, host: String) -> WebRequest {
        var signed = request
        signed.headers.append(WebRequest.Header("X-Amz-Date", date))
        if let token = credentials.sessionToken {
            signed.headers.append(WebRequest.Header("X-Amz-Security-Token", token))
        }
        let names = canonicalHeaders(signed, host).map(\.name).joined(separator: ";")
        let scope = "\(date.prefix(8))/\(region)/\(service)/aws4_request"
        let text = "AWS4-HMAC-SHA256\n\(date)\n\(scope)\n" + hash(canonical(signed, host: host))
        let signature = hexadecimal(authenticated(text, by: key))
        signed.headers.append(
            WebRequest.Header(
                "Authorization",
                "AWS4-HMAC-SHA256 Credential=\(credentials.accessKey)/\(scope), SignedHeaders=\(names), Signature=\(signature)"
            ))
        return signed
    }

    /// The request as both sides write it down.
    func canonical(_ request: WebRequest, host: String) -> String {
        let parts = request.path.split(separator: "?", maxSplits: 1, omittingEmptySubsequences: false)
        let path = parts.first.map(String.init) ?? ""
        let words = parts.count > 1 ? parts[1].split(separator: "&").map(String.init) : []
        let query = words.map { $0.contains("=") ? $0 : $0 + "=" }.sorted {
            Array($0.utf8).lexicographicallyPrecedes(Array($1.utf8))
        }
        let headers = canonicalHeaders(request, host)
        return
            ([request.method.rawValue, canonical(path: path), query.joined(separator: "&")]
            + headers.map { "\($0.name):\($0.value)" }
            + ["", headers.map(\.name).joined(separator: ";"), hash(request.body ?? "")]).joined(separator: "\n")
    }

    /// What is escaped already is escaped once more.
    private func canonical(path: String) -> String {
        path.isEmpty
            ? "/"
            : path.split(separator: "/", omittingEmptySubsequences: false).map { WebExchange.escaped(String($0)) }
                .joined(separator: "/")
    }

    private func canonicalHeaders(_ request: WebRequest, _ host: String) -> [WebRequest.Header] {
        ([WebRequest.Header("host", host)]
            + request.headers.map {
                WebRequest.Header($0.name.lowercased(), $0.value.split(separator: " ").joined(separator: " "))
            }).sorted { $0.name < $1.name }
    }

    private var key: [UInt8] {
        [String(date.prefix(8)), region, service, "aws4_request"]
            .reduce(Array("AWS4\(credentials.secretKey)".utf8)) { authenticated($1, by: $0) }
    }

    private func authenticated(_ text: String, by key: [UInt8]) -> [UInt8] {
        Array(HMAC<SHA256>.authenticationCode(for: Array(text.utf8), using: SymmetricKey(data: key)))
    }

    private func hash(_ text: String) -> String { hexadecimal(Array(SHA256.hash(data: Array(text.utf8)))) }

    private func hexadecimal(_ bytes: [UInt8]) -> String {
        bytes.map { ($0 < 16 ? "0" : "") + String($0, radix: 16) }.joined()
    }
}
