import NIOCore
import NIOHTTP1

/// Asks on a connection that is there, and hears the status of an answer that comes whole, or is long enough.
final class StatusListener: ChannelInboundHandler {
    typealias InboundIn = HTTPClientResponsePart
    typealias OutboundOut = HTTPClientRequestPart

    private let request: HTTPRequestHead
    private let answer: EventLoopPromise<Int>
    private let mark: SentMark
    private var status: Int?
    private var length = 0

    init(_ request: HTTPRequestHead, _ answer: EventLoopPromise<Int>, _ mark: SentMark) {
        (self.request, self.answer, self.mark) = (request, answer, mark)
    }

    func handlerAdded(context: ChannelHandlerContext) {
        mark.set()
        context.write(wrapOutboundOut(.head(request)), promise: nil)
        context.writeAndFlush(wrapOutboundOut(.end(nil))).whenFailure { [answer] in answer.fail($0) }
    }

    func channelRead(context: ChannelHandlerContext, data: NIOAny) {
        switch unwrapInboundIn(data) {
        case .head(let head): status = Int(head.status.code)
        case .body(let bytes):
            length += bytes.readableBytes
            if length > ProbeTarget.longestAnswer, let status { answer.succeed(status) }
        case .end:
            if let status { answer.succeed(status) }
        }
    }

    func channelInactive(context: ChannelHandlerContext) {
        answer.fail(ExchangeFailure.cutOff(why: "the connection was closed"))
    }

    func errorCaught(context: ChannelHandlerContext, error: any Error) { answer.fail(error) }
}
