import Runbook

extension AWSExchange {
    /// AWS's query protocol: a form, answered in XML. Sent once.
    /// - Parameter limit: of this request, when that is not the server's.
    func query(
        _ action: String, version: String, _ words: [(String, String)], within limit: Milliseconds? = nil
    ) async throws(AWSFailure) -> XMLElement {
        let all = [("Action", action), ("Version", version)] + words
        let body = all.map { "\($0.0)=\(WebExchange.escaped($0.1))" }.joined(separator: "&")
        // Services that know both answer in JSON where that is asked for.
        let headers = [
            WebRequest.Header("Content-Type", "application/x-www-form-urlencoded"),
            WebRequest.Header("Accept", "application/xml"),
        ]
        guard let xml = XMLReader.read(try await post("/", headers, body, within: limit).body),
            xml.name == action + "Response"
        else { throw .nonsense }
        return xml
    }
}
