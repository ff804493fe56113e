/// One of the names and values that tell a metric of CloudWatch from others of its name.
package struct CloudWatchDimension: Hashable, Sendable {
    package var name: String
    package var value: Value

    /// `$region` and `$service` in a text are replaced.
    package enum Value: Hashable, Sendable {
        case everywhere(String)
        case byRegion([Regional])
    }

    package struct Regional: Hashable, Sendable {
        package var region: Located<String>
        package var text: String

        package init(region: Located<String>, text: String) {
            self.region = region
            self.text = text
        }
    }

    package init(name: String, value: Value) {
        self.name = name
        self.value = value
    }

    /// Of a region, with `$service` as it is; nil where nothing is written for it.
    package func text(of region: String) -> String? {
        let text: String? =
            switch value {
            case .everywhere(let text): text
            case .byRegion(let texts): texts.first { $0.region.value == region }?.text
            }
        return text?.replacing("$region", with: region)
    }
}

extension CloudWatchDimension {
    private var regional: [Regional] {
        switch value {
        case .everywhere: []
        case .byRegion(let texts): texts
        }
    }

    var isByService: Bool {
        switch value {
        case .everywhere(let text): text.contains("$service")
        case .byRegion(let texts): texts.contains { $0.text.contains("$service") }
        }
    }

    var regions: [Located<String>] { regional.map(\.region) }

    var placeless: CloudWatchDimension {
        switch value {
        case .everywhere: self
        case .byRegion(let texts):
            CloudWatchDimension(
                name: name, value: .byRegion(texts.map { Regional(region: $0.region.placeless, text: $0.text) }))
        }
    }
}
