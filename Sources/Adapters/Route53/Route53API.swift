import Runbook

/// What is asked of Route 53, of one hosted zone.
struct Route53API: Sendable {
    let aws: AWSExchange
    let zone: String

    /// Route 53 is one for all regions.
    static let region = "us-east-1"
    private static let version = "/2013-04-01"
    private static let namespace = " xmlns=\"https://route53.amazonaws.com/doc/2013-04-01/\""
    /// A name has no more record sets than this.
    private static let most = 300

    init?(_ settings: Route53Settings) {
        guard let url = ServerURL(settings.url?.value ?? Route53Settings.standardURL) else { return nil }
        aws = AWSExchange(
            exchange: WebExchange(server: url, timeout: settings.timeout), credentials: settings.credentials,
            region: Route53API.region, service: "route53")
        let id = settings.zone.value
        zone = id.hasPrefix("/hostedzone/") ? String(id.dropFirst(12)) : id
    }

    var zonePath: String { "\(Route53API.version)/hostedzone/\(WebExchange.escaped(zone))" }
    var changePath: String { zonePath + "/rrset" }

    /// The hosted zone's name.
    func zoneName() async throws(AWSFailure) -> String {
        guard let xml = XMLReader.read(try await aws.get(zonePath).body), let name = xml.first("Name")?.text else {
            throw .nonsense
        }
        return name
    }

    /// Every record set of a name.
    func sets(of name: String) async throws(AWSFailure) -> [XMLElement] {
        let query = "?maxitems=\(Route53API.most)&name=\(WebExchange.escaped(name))"
        guard let xml = XMLReader.read(try await aws.get(changePath + query).body),
            xml.name == "ListResourceRecordSetsResponse", let list = xml["ResourceRecordSets"]
        else { throw .nonsense }
        // From that name on, in the order of the zone.
        return list.children("ResourceRecordSet").filter { $0.text("Name").map(WeightedSet.plain) == name }
    }

    static func batch(_ sets: [WeightedSet]) -> String {
        let changes = sets.map { XMLElement("Change", "", [XMLElement("Action", "UPSERT"), $0.element]) }
        let batch = XMLElement("ChangeBatch", "", [XMLElement("Changes", "", changes)])
        return "<?xml version=\"1.0\" encoding=\"UTF-8\"?>"
            + XMLElement("ChangeResourceRecordSetsRequest", "", [batch]).written(namespace)
    }

    /// What is not known to every name server yet.
    struct Change: Hashable {
        var id: String
        var isEverywhere: Bool

        init(_ answer: String) throws(AWSFailure) {
            guard let info = XMLReader.read(answer)?.first("ChangeInfo"), let id = info.text("Id"),
                let status = info.text("Status")
            else { throw .nonsense }
            self.id = id.split(separator: "/").last.map(String.init) ?? id
            isEverywhere = status == "INSYNC"
        }
    }

    func change(_ sets: [WeightedSet], within limit: Milliseconds) async throws(AWSFailure) -> Change {
        let headers = [WebRequest.Header("Content-Type", "text/xml")]
        return try Change(try await aws.post(changePath, headers, Route53API.batch(sets), within: limit).body)
    }

    func state(of change: Change) async throws(AWSFailure) -> Change {
        try Change(try await aws.get("\(Route53API.version)/change/\(WebExchange.escaped(change.id))").body)
    }

    /// Whether every checker of a health check finds it well; nil where none has said anything.
    func isHealthy(_ check: String) async throws(AWSFailure) -> Bool? {
        let path = "\(Route53API.version)/healthcheck/\(WebExchange.escaped(check))/status"
        guard let xml = XMLReader.read(try await aws.get(path).body), xml.name == "GetHealthCheckStatusResponse" else {
            throw .nonsense
        }
        let reports = (xml["HealthCheckObservations"]?.children("HealthCheckObservation") ?? []).compactMap {
            $0.text("StatusReport", "Status")
        }
        // As Route 53 itself does: more than 18% of the checkers have to find it well.
        let well = reports.count { $0.hasPrefix("Success") }
        return reports.isEmpty ? nil : Double(well) > 0.18 * Double(reports.count)
    }
}
