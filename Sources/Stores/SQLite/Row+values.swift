import Engine
import Foundation
import GRDB

/// Columns of a file that anybody may have written: never trusted to hold what they should.
extension Row {
    func integer(_ index: Int, _ column: StaticString) throws -> Int64 {
        guard let value = Int64.fromDatabaseValue(self[index]) else { throw Row.damaged(column) }
        return value
    }

    func optionalInteger(_ index: Int, _ column: StaticString) throws -> Int64? {
        hasNull(atIndex: index) ? nil : try integer(index, column)
    }

    func text(_ index: Int, _ column: StaticString) throws -> String {
        guard let value = String.fromDatabaseValue(self[index]) else { throw Row.damaged(column) }
        return value
    }

    func bytes(_ index: Int, _ column: StaticString) throws -> Data {
        guard let value = Data.fromDatabaseValue(self[index]) else { throw Row.damaged(column) }
        return value
    }

    /// The bytes of a column of a row that is being stepped over, as they stand in the file. Empty when there is no value.
    func withBytes<Value>(_ index: Int, _ body: (UnsafeBufferPointer<UInt8>) throws -> Value) throws -> Value {
        try withUnsafeData(atIndex: index) { data in
            try (data ?? Data()).withUnsafeBytes { bytes in try bytes.withMemoryRebound(to: UInt8.self, body) }
        }
    }

    static func damaged(_ column: StaticString) -> StoreError {
        .unavailable("the database holds something unexpected in \(column); it is damaged or was changed by hand")
    }
}
