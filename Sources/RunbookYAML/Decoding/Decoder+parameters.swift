import Runbook

extension Decoder {
    mutating func parameters(_ mapping: Tree.Index?) -> [Parameter] {
        guard let mapping else { return [] }
        var parameters: [Parameter] = []
        for (key, value) in tree.pairs(mapping) {
            if let parameter = parameter(located(key), value) { parameters.append(parameter) }
        }
        return parameters
    }

    private mutating func parameter(_ name: Located<String>, _ mapping: Tree.Index) -> Parameter? {
        guard isWhole(mapping), let place = tree.value(.type, in: mapping), let type = type(tree.string(place), mapping)
        else {
            notes?.omitParameter(name.value)
            return nil
        }
        var defaultValue: Located<ParameterValue>?
        if let index = tree.value(.default, in: mapping) {
            let isFit = check(index, against: type)
            defaultValue = isFit ? value(index, type).map { Located($0, at: tree.span(index)) } : nil
        }
        return Parameter(
            name: name, type: Located(type, at: tree.span(place)), defaultValue: defaultValue,
            summary: text(.summary, mapping)?.value)
    }

    private func type(_ name: String, _ mapping: Tree.Index) -> ParameterType? {
        switch name {
        case "string": .string(pattern: text(.pattern, mapping)?.value)
        case "choice": .choice(texts(.choices, mapping)?.map(\.value) ?? [])
        default: ParameterType(plain: name)
        }
    }

    private func value(_ index: Tree.Index, _ type: ParameterType) -> ParameterValue? {
        switch type {
        case .region: .region(tree.string(index))
        case .service: .service(tree.string(index))
        case .string: .string(tree.string(index))
        case .choice: .choice(tree.string(index))
        case .integer: tree.withText(index) { QuantityText.integer($0) }.map { .integer($0) }
        case .percentage: tree.withText(index) { QuantityText.basisPoints($0) }.map { .percentage($0) }
        case .duration: tree.withText(index) { QuantityText.duration($0) }.map { .duration($0) }
        case .boolean: .boolean(tree.string(index) == "true")
        }
    }

    /// A default must be one of the choices, or match the pattern.
    private mutating func check(_ index: Tree.Index, against type: ParameterType) -> Bool {
        let written = tree.string(index)
        switch type {
        case .choice(let choices) where !choices.contains(written):
            sink.report(
                .defaultOutsideChoices, "the default \"\(written.abbreviated)\" is not among the choices",
                help:
                    "Write one of \(choices.joined(separator: ", ").abbreviated).\(Suggestion.question(for: written, among: choices))",
                at: tree.span(index))
        case .string(let pattern?) where !AnchoredPattern.matches(pattern, written):
            sink.report(
                .defaultAgainstPattern,
                "the default \"\(written.abbreviated)\" does not match the pattern \"\(pattern.abbreviated)\"",
                help: "Mend one of the two; the pattern must match the whole value.", at: tree.span(index))
        default: return true
        }
        return false
    }
}
