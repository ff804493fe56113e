/// A step or a parallel block before it is text.
package enum ElementSketch: Hashable, Sendable {
    case step(StepSketch)
    case parallel([[ElementSketch]])

    func text(_ indent: String) -> String {
        switch self {
        case .step(let step): return step.text(indent)
        case .parallel(let branches):
            var text = "\(indent)- parallel:\n"
            for branch in branches {
                if branch.count == 1 {
                    text += branch[0].text(indent + "    ")
                } else {
                    // A list of steps is an item of its own.
                    var inner = branch.map { $0.text(indent + "      ") }.joined()
                    let place = inner.index(inner.startIndex, offsetBy: indent.count + 4)
                    inner.replaceSubrange(place...place, with: "-")
                    text += inner
                }
            }
            return text
        }
    }

    var stepCount: Int {
        switch self {
        case .step(let step): 1 + step.undo.count
        case .parallel(let branches): branches.joined().reduce(0) { $0 + $1.stepCount }
        }
    }

    /// Every way to leave one thing out of a list of elements.
    static func smaller(_ elements: [ElementSketch]) -> [[ElementSketch]] {
        var result: [[ElementSketch]] = []
        for index in elements.indices {
            var without = elements
            without.remove(at: index)
            result.append(without)
        }
        for (index, element) in elements.enumerated() {
            switch element {
            case .step(let step):
                for line in step.lines.indices.dropFirst() {
                    var changed = step
                    changed.lines.remove(at: line)
                    result.append(elements.replacing(index, with: .step(changed)))
                }
                for place in step.undo.indices {
                    var changed = step
                    changed.undo.remove(at: place)
                    result.append(elements.replacing(index, with: .step(changed)))
                }
            case .parallel(let branches):
                var flat = elements
                flat.replaceSubrange(index...index, with: branches.joined())
                result.append(flat)
                for (place, branch) in branches.enumerated() {
                    for fewer in smaller(branch) {
                        var changed = branches
                        if fewer.isEmpty { changed.remove(at: place) } else { changed[place] = fewer }
                        result.append(elements.replacing(index, with: .parallel(changed)))
                    }
                }
            }
        }
        return result
    }
}

extension Array {
    fileprivate func replacing(_ index: Int, with element: Element) -> [Element] {
        var result = self
        result[index] = element
        return result
    }
}
