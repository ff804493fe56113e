/// A server of a backend as `show servers state` tells of it.
struct ServerState: Hashable {
    var backend: String
    var server: String
    /// 0 to 256, as somebody set it or as it was configured.
    var weight: Int
    /// It may be given new requests: it is neither in maintenance nor drained.
    var isOpen: Bool
    /// Its checks find it well, or there are none.
    var isUp: Bool

    /// Of every backend, or nil when the text is none of this kind.
    static func all(in text: String) -> [ServerState]? {
        var columns: [Substring: Int]?
        var states: [ServerState] = []
        for line in text.split(separator: "\n") {
            if line.hasPrefix("# ") {
                let names = line.dropFirst(2).split(separator: " ")
                columns = Dictionary(zip(names, names.indices), uniquingKeysWith: { first, _ in first })
                continue
            }
            // Before the heading stands the version of the format.
            guard let columns else { continue }
            let values = line.split(separator: " ")
            func value(_ column: Substring) -> Substring? {
                columns[column].flatMap { $0 < values.count ? values[$0] : nil }
            }
            guard let backend = value("be_name"), let server = value("srv_name"),
                let weight = value("srv_uweight").flatMap({ Int($0) }), (0...256).contains(weight),
                let admin = value("srv_admin_state").flatMap({ Int($0) }),
                let operational = value("srv_op_state").flatMap({ Int($0) })
            else { return nil }
            states.append(
                ServerState(
                    backend: String(backend), server: String(server), weight: weight,
                    isOpen: admin & closed == 0, isUp: running.contains(operational)))
        }
        return columns == nil ? nil : states
    }

    /// Maintenance and draining, whether forced, inherited, configured, or for want of an address.
    private static let closed = 0x7f
    /// Running, or starting slowly.
    private static let running: Set<Int> = [1, 2]
}
