import Engine
import Synchronization

/// The attendances that this store has, by run and epoch: whoever takes a run over has one of its own, whatever becomes
/// of a predecessor that hangs.
final class Attendances: Sendable {
    private let directory: String
    private let held = Mutex<[String: Attendance]>([:])

    init(directory: String) { self.directory = directory }

    /// A run's name becomes a file's name.
    static func isUsable(_ run: String) -> Bool {
        !run.isEmpty && run.utf8.count <= 100 && run.utf8.first != UInt8(ascii: ".")
            && run.utf8.allSatisfy { byte in
                switch byte {
                case UInt8(ascii: "a")...UInt8(ascii: "z"), UInt8(ascii: "A")...UInt8(ascii: "Z"),
                    UInt8(ascii: "0")...UInt8(ascii: "9"), UInt8(ascii: "-"), UInt8(ascii: "_"), UInt8(ascii: "."):
                    true
                default: false
                }
            }
    }

    func take(_ run: String, _ epoch: Epoch) throws(StoreError) {
        guard Attendances.isUsable(run) else { throw .unavailable(StoreWords.unusableName(run)) }
        let path = path(of: run, epoch)
        try held.withLock { held throws(StoreError) in
            // One that is there is left from a transaction that came to nothing.
            if held[path] != nil { return }
            guard let attendance = try Attendance.take(path) else { throw .attended(run: run) }
            held[path] = attendance
        }
    }

    /// Nobody will ever attend that run in that epoch again.
    func giveBack(_ run: String, _ epoch: Epoch) {
        held.withLock { $0.removeValue(forKey: path(of: run, epoch)) }?.discard()
    }

    /// Removes what a predecessor has left behind.
    func discard(_ run: String, _ epoch: Epoch) { Attendance.discard(path(of: run, epoch)) }

    func isAttended(_ run: String, _ epoch: Epoch) -> Bool {
        Attendances.isUsable(run) && Attendance.isTaken(path(of: run, epoch))
    }

    /// As when the process ends.
    func drop(_ run: String) {
        held.withLock { held in held = held.filter { !$0.key.hasPrefix("\(directory)/\(run).") } }
    }

    private func path(of run: String, _ epoch: Epoch) -> String { "\(directory)/\(run).\(epoch.rawValue).lock" }
}
