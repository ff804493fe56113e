/// Where the keys to AWS are to be found.
package struct AWSCredentialSource: Hashable, Sendable {
    package var accessKey: SecretSource
    package var secretKey: SecretSource
    package var sessionToken: SecretSource?

    package init(accessKey: SecretSource, secretKey: SecretSource, sessionToken: SecretSource? = nil) {
        self.accessKey = accessKey
        self.secretKey = secretKey
        self.sessionToken = sessionToken
    }

    /// The variables that AWS's own tools look at, for keys that are not lent.
    package static let standard = AWSCredentialSource(
        accessKey: .variable("AWS_ACCESS_KEY_ID"), secretKey: .variable("AWS_SECRET_ACCESS_KEY"))
}
