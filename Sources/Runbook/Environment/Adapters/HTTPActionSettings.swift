/// Where actions and messages are posted to.
package struct HTTPActionSettings: AdapterKind {
    package static let name = "http_action"
    package static let parts: [Environment.Part] = [.actions, .notifications]

    package var url: Located<String>
    /// The whole value of the header `Authorization`.
    package var authorization: SecretSource?
    package var actions: [OfferedAction]
    /// Of an examination; an action may take what its step allows it.
    package var timeout: Milliseconds

    package static let standardTimeout = Milliseconds.seconds(10)

    package init(
        url: Located<String>, authorization: SecretSource? = nil, actions: [OfferedAction] = [],
        timeout: Milliseconds = HTTPActionSettings.standardTimeout
    ) {
        self.url = url
        self.authorization = authorization
        self.actions = actions
        self.timeout = timeout
    }

    package var placeless: HTTPActionSettings {
        HTTPActionSettings(
            url: url.placeless, authorization: authorization, actions: actions.map(\.placeless), timeout: timeout)
    }
}
