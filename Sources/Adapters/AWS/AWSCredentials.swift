import Runbook

/// Who asks AWS.
struct AWSCredentials: Sendable {
    var accessKey: String
    var secretKey: String
    /// Of credentials that are lent for a while.
    var sessionToken: String?
}

extension AWSCredentialSource {
    /// Read anew for each request: what is lent is renewed.
    func read() throws(SecretFailure) -> AWSCredentials {
        AWSCredentials(
            accessKey: try accessKey.readLine(), secretKey: try secretKey.readLine(),
            sessionToken: try sessionToken?.readLine())
    }
}
