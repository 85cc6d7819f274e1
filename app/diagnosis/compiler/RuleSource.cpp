// SPDX-License-Identifier: GPL-3.0-or-later
// The other half of RuleCompiler: what was collected, as C++.
#include "app/diagnosis/compiler/AtomGrams.h"
#include "app/diagnosis/compiler/RuleCompiler.h"

#include <array>
#include <set>
#include <sstream>

namespace knockback::diagnosis::compiler {

namespace {

// All of one kind's words, sorted, each with its number.
class WordList {
public:
    void add(const std::vector<std::string>& words) { m_words.insert(words.begin(), words.end()); }
    [[nodiscard]] std::size_t numberOf(const std::string& word) const {
        return static_cast<std::size_t>(std::distance(m_words.begin(), m_words.find(word)));
    }
    [[nodiscard]] const std::set<std::string>& words() const { return m_words; }
    // Their places in `text`, to whose end they are put.
    [[nodiscard]] std::vector<Piece> appendTo(std::string& text) const {
        std::vector<Piece> pieces;
        for (const auto& word : m_words) {
            pieces.push_back({static_cast<std::uint32_t>(text.size()), static_cast<std::uint32_t>(word.size())});
            text += word;
        }
        return pieces;
    }

private:
    std::set<std::string> m_words;
};

std::string written(Piece piece) {
    return '{' + std::to_string(piece.start) + ", " + std::to_string(piece.size) + '}';
}

// The text as string literals of one line each; octal, so that no digit behind it is taken in.
void writeText(std::ostream& out, const std::string& text) {
    constexpr std::size_t line = 100;
    constexpr const char* octal = "01234567";
    out << "constexpr char text[] =";
    for (std::size_t at = 0; at < text.size(); at += line) {
        out << "\n    \"";
        for (const char c : text.substr(at, line)) {
            const auto byte = static_cast<unsigned char>(c);
            if (c == '"' || c == '\\')
                out << '\\' << c;
            else if (byte >= 0x20 && byte < 0x7f && c != '?')
                out << c;
            else
                out << '\\' << octal[byte >> 6] << octal[(byte >> 3) & 7] << octal[byte & 7];
        }
        out << '"';
    }
    out << ";\n";
}

// `rows` as one array; never an empty one, which C++ does not have.
template <typename Rows, typename Write>
void writeArray(std::ostream& out, const char* type, const char* name, const Rows& rows, Write write) {
    out << "constexpr " << type << ' ' << name << "[] = {\n";
    for (const auto& row : rows)
        out << write(row) << ",\n";
    out << "};\n";
}

// The table of one kind of atoms, which stand in the text as `pieces`.
void writeAtoms(std::ostream& out, const std::string& name, const WordList& atoms, const std::vector<Piece>& pieces,
                AtomShape shape) {
    const AtomGrams grams(atoms.words(), shape);
    const auto number = [](auto value) { return std::to_string(value) + 'U'; };
    writeArray(out, "Piece", (name + "Pieces").c_str(), pieces, written);
    writeArray(out, "std::uint8_t", (name + "Marks").c_str(), grams.marks(), number);
    writeArray(out, "std::uint16_t", (name + "Buckets").c_str(), grams.buckets(), number);
    writeArray(out, "AtomGram", (name + "Grams").c_str(), grams.grams(), [&](const AtomGram& entry) {
        return '{' + number(entry.gram) + ", " + number(entry.atom) + ", " + number(entry.offset) + '}';
    });
    out << "constexpr AtomTable " << name << "{{" << shape.gramSize << ", " << shape.step << "}, " << name << "Pieces, "
        << name << "Marks, " << name << "Buckets, " << name << "Grams};\n";
}

const char* const placeNames[] = {"Header",    "RequestHeader", "Code",  "Host",      "JsonPath",
                                  "JsonValue", "Reason",        "Title", "Url",       "Cookies",
                                  "Values",    "Said",          "Body",  "BodyShort", "BodyShorter"};
static_assert(std::size(placeNames) == placeCount);

} // namespace

std::string RuleCompiler::source() const {
    WordList names;
    std::array<WordList, atomShapes.size()> atoms;
    const auto listOf = [&](Place place) -> WordList& { return holdsNames(place) ? names : atoms[atomKind(place)]; };
    for (const auto& [row, hosts] : m_vendors)
        names.add(hosts);
    for (const auto& rule : m_rules)
        for (const auto& clause : rule.clauses)
            listOf(clause.place).add(clause.words);

    std::string text = m_text;
    const auto namePieces = names.appendTo(text);
    std::array<std::vector<Piece>, atomShapes.size()> atomPieces;
    for (std::size_t kind = 0; kind < atoms.size(); ++kind)
        atomPieces[kind] = atoms[kind].appendTo(text);
    const auto number = [](auto value) { return std::to_string(value) + 'U'; };
    std::vector<std::size_t> words;
    std::ostringstream out;
    out << "// Made from resources/rules by compiler/main.cpp.\n#include \"app/diagnosis/RuleTables.h\"\n"
        << "namespace knockback::diagnosis {\nnamespace {\n";
    writeText(out, text);
    writeArray(out, "Piece", "names", namePieces, written);
    for (std::size_t kind = 0; kind < atoms.size(); ++kind)
        writeAtoms(out, "atoms" + std::to_string(kind), atoms[kind], atomPieces[kind], atomShapes[kind]);
    writeArray(out, "std::uint16_t", "jsonPaths", m_jsonPaths,
               [&](const std::string& path) { return number(names.numberOf(path)); });
    writeStatuses(out);
    writeArray(out, "WordingRow", "wordings", m_wordings, [](const WordingRow& row) {
        return '{' + written(row.cause) + ", " + written(row.subcause) + ", " + written(row.json) + '}';
    });
    writeArray(out, "RequestPatternRow", "requestPatterns", m_requestPatterns,
               [](const auto& row) { return '{' + std::to_string(row.fact) + ", " + written(row.json) + '}'; });
    writeRules(out, [&](const OpenClause& clause) {
        const std::size_t first = words.size();
        for (const auto& word : clause.words)
            words.push_back(listOf(clause.place).numberOf(word));
        return first;
    });
    writeArray(out, "VendorRow", "vendors", m_vendors, [&](const auto& vendor) {
        const auto& [row, hosts] = vendor;
        const std::size_t first = words.size();
        for (const auto& host : hosts)
            words.push_back(names.numberOf(host));
        return '{' + written(row.id) + ", " + written(row.json) + ", " + std::to_string(first) + ", " +
               std::to_string(hosts.size()) + '}';
    });
    writeArray(out, "std::uint16_t", "words", words, number);
    out << "} // namespace\nconst RuleTables builtInRuleTables{{text, sizeof text - 1}, names, {{";
    for (std::size_t kind = 0; kind < atoms.size(); ++kind)
        out << "atoms" << kind << ", ";
    out << "}}, words, jsonPaths, clauses, statuses, rules, vendors, wordings, requestPatterns};\n"
        << "} // namespace knockback::diagnosis\n";
    return out.str();
}

void RuleCompiler::writeStatuses(std::ostream& out) const {
    std::vector<std::vector<std::uint64_t>> statuses(m_statuses.size());
    for (const auto& [bits, index] : m_statuses)
        statuses[index] = bits;
    writeArray(out, "StatusRow", "statuses", statuses, [](const auto& bits) {
        std::string row = "{{";
        for (const auto word : bits)
            row += std::to_string(word) + "U, ";
        return row + "}}";
    });
}

void RuleCompiler::writeRules(std::ostream& out, const std::function<std::size_t(const OpenClause&)>& wordsOf) const {
    std::vector<const OpenClause*> clauses;
    writeArray(out, "RuleRow", "rules", m_rules, [&](const OpenRule& rule) {
        const std::size_t first = clauses.size();
        for (const auto& clause : rule.clauses)
            clauses.push_back(&clause);
        const RuleRow& row = rule.row;
        std::ostringstream line;
        line << '{' << written(row.json) << ", " << row.facts << ", " << row.notFacts << ", " << row.factsUsed << ", "
             << first << ", " << rule.clauses.size() << ", " << row.statuses << ", " << (row.failure ? "true" : "false")
             << '}';
        return line.str();
    });
    writeArray(out, "Clause", "clauses", clauses, [&](const OpenClause* clause) {
        return std::string("{Place::") + placeNames[static_cast<std::size_t>(clause->place)] + ", " +
               std::to_string(clause->words.size()) + ", " + std::to_string(wordsOf(*clause)) + '}';
    });
}

} // namespace knockback::diagnosis::compiler
