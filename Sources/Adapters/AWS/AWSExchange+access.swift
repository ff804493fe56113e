import Runbook

extension AWSExchange {
    /// To a service in one of AWS's regions; nil where the URL is none.
    /// - Parameter service: as its address and a signature's scope name it.
    init?(_ access: AWSAccess, service: String, region: String) {
        guard let url = ServerURL(access.url?.value ?? "https://\(service).\(region).amazonaws.com") else { return nil }
        self.init(
            exchange: WebExchange(server: url, timeout: access.timeout), credentials: access.credentials,
            region: region, service: service)
    }
}
