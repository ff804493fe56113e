import Foundation
import GRDB
import Runbook

/// Opens a database that several may begin at once.
enum Opening {
    /// SQLite does not wait for whoever is setting up the log of a new database, and says at once that it is locked.
    static func patiently<Value>(within limit: Milliseconds, _ open: () throws -> Value) throws -> Value {
        let end = ContinuousClock.now + .milliseconds(limit.rawValue)
        while true {
            do {
                return try open()
            } catch let error as DatabaseError where error.resultCode == .SQLITE_BUSY && ContinuousClock.now < end {
                Thread.sleep(forTimeInterval: 0.01)
            }
        }
    }
}
