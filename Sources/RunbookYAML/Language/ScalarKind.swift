/// What a scalar must be where it stands; nothing is guessed from how it looks.
package enum ScalarKind: Hashable, Sendable {
    /// Any text that is not empty.
    case text
    /// An id: of a step, gate, parameter, service or role.
    case id
    case regionName
    /// An adapter's action: `backup.verify`.
    case actionName
    /// A child runbook by name and version: `gradual@1`.
    case childName
    case condition
    /// A condition over what is true of the regions, which need not be measured.
    case property
    /// A POSIX extended regular expression.
    case pattern
    /// Any scalar; somebody else decides its type.
    case anything
    case integer(ClosedRange<Int64>)
    /// A number that may have decimals.
    case number(ClosedRange<Double>)
    case boolean
    case choice([String])
    case duration
    /// At most so many percent; bare: the sign may be left out.
    case percentage(atMost: Int32, bare: Bool)
    case rate
    case bandwidth
    /// Where a server listens: `127.0.0.1:9999`, or the path of a socket.
    case endpoint
    /// Of an HTTP server.
    case url
    /// Of a machine: `192.0.2.1`, `2001:db8::1`.
    case address
    /// In the DNS.
    case domain

    package static let share = ScalarKind.percentage(atMost: 100, bare: false)

    package var noun: String {
        switch self {
        case .text: "text"
        case .id: "a name such as target_fit"
        case .regionName: "a region's name such as us-west-2"
        case .actionName: "an action such as backup.verify"
        case .childName: "a runbook and its version, such as gradual@1"
        case .condition: "a condition such as error_rate($target) < 5%"
        case .property: "a property such as serving_regions >= 1"
        case .pattern: "a regular expression"
        case .anything: "a value"
        case .integer: "a whole number"
        case .number: "a number"
        case .boolean: "true or false"
        case .choice(let names): "one of " + names.joined(separator: ", ")
        case .duration: "a duration such as 30s"
        case .percentage: "a percentage such as 25%"
        case .rate: "a rate such as 500/s"
        case .bandwidth: "a bandwidth such as 100MB/s"
        case .endpoint: "an address such as 127.0.0.1:9999"
        case .url: "a URL such as http://127.0.0.1:9090"
        case .address: "an IP address such as 192.0.2.1"
        case .domain: "a domain name such as app.example.com"
        }
    }
}
