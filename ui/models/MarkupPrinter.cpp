// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/models/MarkupPrinter.h"

#include <algorithm>
#include <array>
#include <vector>

namespace knockback::ui {

using Kind = MarkupToken::Kind;

namespace {

constexpr std::size_t deepestIndent = 100;
constexpr qint64 block = 256 * 1024;

template <std::size_t N>
bool isOneOf(const QByteArray& name, const std::array<QByteArrayView, N>& names) {
    return std::find(names.begin(), names.end(), QByteArrayView(name)) != names.end();
}

// HTML elements that have no end tag.
bool isVoid(const QByteArray& name) {
    static constexpr std::array<QByteArrayView, 14> names{"area",  "base", "br",   "col",    "embed", "hr",    "img",
                                                          "input", "link", "meta", "source", "track", "param", "wbr"};
    return isOneOf(name, names);
}

// HTML elements that stand within lines of text: white space beside them shows.
bool isInline(const QByteArray& name) {
    static constexpr std::array<QByteArrayView, 40> names{
        "a",     "abbr",  "acronym", "b",     "bdi",    "bdo",     "big",  "br",       "button", "cite",
        "code",  "data",  "del",     "dfn",   "em",     "font",    "i",    "img",      "input",  "ins",
        "kbd",   "label", "mark",    "meter", "output", "picture", "q",    "s",        "samp",   "select",
        "small", "span",  "strong",  "sub",   "sup",    "svg",     "time", "textarea", "tt",     "u"};
    return isOneOf(name, names) || name == "var" || name == "wbr" || name == "object" || name == "progress";
}

// HTML elements whose white space shows.
bool isPreformatted(const QByteArray& name) {
    static constexpr std::array<QByteArrayView, 4> names{"pre", "listing", "textarea", "xmp"};
    return isOneOf(name, names);
}

// The open elements, by their number in the document and their name. An end tag without a start is ignored; one that
// skips elements ends those too, as HTML's optional end tags do.
class OpenElements {
public:
    struct Element {
        std::size_t number;
        QByteArray name;
    };
    explicit OpenElements(MarkupDialect dialect) : m_dialect(dialect) {}

    [[nodiscard]] bool opens(const MarkupToken& token) const {
        return token.kind == Kind::Open && !(m_dialect == MarkupDialect::Html && isVoid(token.name));
    }
    void open(const MarkupToken& token) { m_open.push_back({++m_count, token.name}); }
    // Whether the end tag ends something.
    bool close(const QByteArray& name) {
        const auto found =
            std::find_if(m_open.rbegin(), m_open.rend(), [&name](const Element& e) { return e.name == name; });
        if (found == m_open.rend())
            return false;
        m_open.erase(found.base() - 1, m_open.end());
        return true;
    }
    // 0 is the document itself.
    [[nodiscard]] std::size_t top() const { return m_open.empty() ? 0 : m_open.back().number; }
    [[nodiscard]] std::size_t depth() const { return m_open.size(); }

private:
    MarkupDialect m_dialect;
    std::size_t m_count = 0;
    std::vector<Element> m_open;
};

// Which elements must come out byte for byte, by their number in the document.
std::vector<bool> elementsWithText(const http::Body& body, MarkupDialect dialect, const StopFlag& stop) {
    std::vector<bool> verbatim(1);
    OpenElements open(dialect);
    MarkupTokens tokens(body, dialect);
    for (auto token = tokens.next(); token.kind != Kind::End && !stop.raised(); token = tokens.next()) {
        const bool tag = token.kind == Kind::Open || token.kind == Kind::Empty;
        const bool inLine = dialect == MarkupDialect::Html && tag && isInline(token.name);
        if (token.kind == Kind::Text || inLine)
            verbatim[open.top()] = true;
        if (token.kind == Kind::Close) {
            // One that ends nothing shows that the elements cannot be told apart here.
            if (!open.close(token.name))
                verbatim[open.top()] = true;
        } else if (open.opens(token)) {
            open.open(token);
            verbatim.push_back(token.preserves || (dialect == MarkupDialect::Html && isPreformatted(token.name)));
        }
    }
    return verbatim;
}

class Layout {
public:
    Layout(const http::Body& body, MarkupDialect dialect, const std::function<void(QByteArrayView)>& sink)
        : m_body(body)
        , m_dialect(dialect)
        , m_sink(sink)
        , m_open(dialect) {}

    void run(const StopFlag& stop) {
        m_verbatim = elementsWithText(m_body, m_dialect, stop);
        MarkupTokens tokens(m_body, m_dialect);
        for (auto token = tokens.next(); token.kind != Kind::End && !stop.raised(); token = tokens.next())
            take(token);
        m_sink(m_out);
    }

private:
    void take(const MarkupToken& token) {
        if (m_keepDepth > 0)
            return keep(token);
        if (token.kind == Kind::Blank && !m_verbatim[m_open.top()])
            return;
        if (token.kind == Kind::Close) {
            const auto inner = m_open.top();
            if (m_open.close(token.name) && inner != m_justOpened && !m_verbatim[inner])
                newLine();
            m_justOpened = 0;
            return copy(token);
        }
        if (!m_verbatim[m_open.top()])
            newLine();
        copy(token);
        m_justOpened = 0;
        if (!m_open.opens(token))
            return;
        m_open.open(token);
        m_justOpened = m_open.top();
        if (m_verbatim[m_open.top()])
            m_keepDepth = m_open.depth();
    }

    // Inside an element that comes out as it is, until it ends.
    void keep(const MarkupToken& token) {
        copy(token);
        if (token.kind == Kind::Close)
            m_open.close(token.name);
        else if (m_open.opens(token))
            m_open.open(token);
        if (m_open.depth() < m_keepDepth)
            m_keepDepth = 0;
    }

    void newLine() {
        if (m_anything)
            m_out += '\n';
        m_out.append(static_cast<qsizetype>(2 * std::min(m_open.depth(), deepestIndent)), ' ');
    }

    void copy(const MarkupToken& token) {
        m_anything = true;
        for (qint64 at = token.begin; at < token.end; at += block) {
            m_out += m_body.read(at, std::min(block, token.end - at));
            if (m_out.size() >= block) {
                m_sink(m_out);
                m_out.clear();
            }
        }
    }

    http::Body m_body;
    MarkupDialect m_dialect;
    const std::function<void(QByteArrayView)>& m_sink;
    OpenElements m_open;
    std::vector<bool> m_verbatim;
    std::size_t m_keepDepth = 0; // the depth of the outermost element that is kept; 0 = none
    std::size_t m_justOpened = 0;
    bool m_anything = false;
    QByteArray m_out;
};

} // namespace

void layOutMarkup(const http::Body& body, MarkupDialect dialect, const std::function<void(QByteArrayView)>& sink,
                  const StopFlag& stop) {
    Layout(body, dialect, sink).run(stop);
}

} // namespace knockback::ui
