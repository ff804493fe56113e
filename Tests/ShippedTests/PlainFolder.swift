import Foundation

/// The names in a folder.
enum PlainFolder {
    static func files(in folder: String) throws -> [String] {
        try FileManager.default.contentsOfDirectory(atPath: folder)
    }
}
