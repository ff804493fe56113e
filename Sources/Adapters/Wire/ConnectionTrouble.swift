import AsyncHTTPClient
import NIOCore
import NIOHTTP1
import NIOPosix
import Runbook
import SystemPackage

/// Why a connection failed, in words.
enum ConnectionTrouble {
    /// The other side closed a connection before its answer was whole.
    private static func isEarlyEnd(_ error: any Error) -> Bool {
        switch error {
        case let error as HTTPClientError: error == .remoteConnectionClosed
        // A connection that was kept, closed just before it was used.
        case let error as ChannelError: error == .ioOnClosedChannel
        case let error as HTTPParserError: error == .invalidEOFState
        case let error as IOError: [Errno.connectionReset, .brokenPipe].contains(Errno(rawValue: error.errnoCode))
        default: false
        }
    }

    /// Why an answer over HTTP did not come whole; nil for what is no matter of the answer.
    static func broken(_ error: any Error) -> ExchangeFailure? {
        if isEarlyEnd(error) { return .cutOff(why: "the connection was closed") }
        return error is HTTPParserError ? .cutOff(why: "what comes is no HTTP") : nil
    }

    static func sentence(_ error: any Error) -> String {
        switch error {
        case is CancellationError: "it was given up"
        case ChannelError.ioOnClosedChannel: "the connection was closed"
        case let error as NIOConnectionError:
            error.connectionErrors.first.map { sentence($0.error) } ?? "there is no host \(error.host)"
        case let error as IOError: Errno(rawValue: error.errnoCode).description
        default: "\(error)".printable
        }
    }
}
