// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/models/JsonTreeModel.h"

#include "ui/models/Counted.h"

#include <algorithm>

namespace knockback::ui {

namespace {

constexpr qint64 readAtOnce = 16 * 1024 * 1024; // bytes skipped before the rows that are known are shown
constexpr qint64 shownText = 240;

bool opens(JsonType type) {
    return type == JsonType::Object || type == JsonType::Array;
}

bool isPlainName(const QString& name) {
    const auto good = [](QChar c) { return c.isLetterOrNumber() || c == u'_'; };
    return !name.isEmpty() && !name.front().isDigit() && std::all_of(name.begin(), name.end(), good);
}

} // namespace

struct JsonTreeModel::Node {
    Node* parent = nullptr;
    int row = 0;
    qint64 key = -1;
    qint64 keyEnd = -1;
    qint64 value = 0;
    JsonType type = JsonType::Null;
    std::vector<std::unique_ptr<Node>> children;
    std::optional<JsonChildren> next; // where the children go on that are not read yet
    bool broken = false;              // the text ends inside
};

struct JsonTreeModel::Page {
    struct Child {
        JsonChild place;
        JsonType type;
    };
    std::vector<Child> children;
    std::optional<JsonChildren> next;
    bool broken = false;
};

JsonTreeModel::JsonTreeModel(QObject* parent) : QAbstractItemModel(parent), m_root(std::make_unique<Node>()) {}

JsonTreeModel::~JsonTreeModel() = default;

void JsonTreeModel::setBody(const http::Body& body) {
    m_background.drop();
    beginResetModel();
    m_body = body;
    m_fetching = nullptr;
    m_waiting.clear();
    m_root = std::make_unique<Node>();
    m_root->next = JsonChildren::ofText();
    endResetModel();
    fetch({});
}

JsonTreeModel::Node* JsonTreeModel::nodeOf(const QModelIndex& index) const {
    return index.isValid() ? static_cast<Node*>(index.internalPointer()) : m_root.get();
}

QModelIndex JsonTreeModel::indexOf(const Node& node) const {
    return node.parent ? createIndex(node.row, 0, &node) : QModelIndex();
}

// A "more" row has its parent's node and a row number beyond the children.
bool JsonTreeModel::isMore(const QModelIndex& index) const {
    return index.isValid() && index.internalId() % 2 == 1;
}

QModelIndex JsonTreeModel::index(int row, int column, const QModelIndex& parent) const {
    if (!hasIndex(row, column, parent))
        return {};
    const Node* node = nodeOf(parent);
    const auto count = static_cast<int>(node->children.size());
    if (row < count)
        return createIndex(row, column, node->children[static_cast<std::size_t>(row)].get());
    return createIndex(row, column, reinterpret_cast<quintptr>(node) | 1);
}

QModelIndex JsonTreeModel::parent(const QModelIndex& index) const {
    if (!index.isValid())
        return {};
    if (isMore(index))
        return indexOf(*reinterpret_cast<Node*>(index.internalId() & ~quintptr(1)));
    return indexOf(*nodeOf(index)->parent);
}

int JsonTreeModel::rowCount(const QModelIndex& parent) const {
    if (isMore(parent) || parent.column() > 0)
        return 0;
    const Node* node = nodeOf(parent);
    return static_cast<int>(node->children.size()) + (!node->children.empty() && (node->next || node->broken) ? 1 : 0);
}

int JsonTreeModel::columnCount(const QModelIndex&) const {
    return ColumnCount;
}

bool JsonTreeModel::isContainer(const QModelIndex& index) const {
    return !isMore(index) && (!index.isValid() || opens(nodeOf(index)->type));
}

bool JsonTreeModel::hasChildren(const QModelIndex& parent) const {
    if (isMore(parent) || parent.column() > 0)
        return false;
    const Node* node = nodeOf(parent);
    return node->next.has_value() || !node->children.empty();
}

bool JsonTreeModel::canFetchMore(const QModelIndex& parent) const {
    return !isMore(parent) && nodeOf(parent)->next && nodeOf(parent)->children.empty();
}

void JsonTreeModel::fetch(const QModelIndex& index) {
    Node* node = isMore(index) ? reinterpret_cast<Node*>(index.internalId() & ~quintptr(1)) : nodeOf(index);
    if (!node->next || node == m_fetching || std::find(m_waiting.begin(), m_waiting.end(), node) != m_waiting.end())
        return;
    if (m_fetching) {
        m_waiting.push_back(node);
        return;
    }
    m_fetching = node;
    m_background.run([body = m_body, from = *node->next, stop = m_stop.renew()] { return readPage(body, from, stop); },
                     [this](Page page) {
                         // Nobody may ask for the same page again while its rows are added.
                         take(*m_fetching, std::move(page));
                         m_fetching = nullptr;
                         if (m_waiting.empty())
                             return;
                         const Node& waiting = *m_waiting.front();
                         m_waiting.erase(m_waiting.begin());
                         fetch(indexOf(waiting));
                     });
}

JsonTreeModel::Page JsonTreeModel::readPage(const http::Body& body, JsonChildren from, const StopFlag& stop) {
    Page page;
    ByteReader text(body);
    JsonChild child;
    while (page.children.size() < pageSize && !stop.raised()) {
        const auto step = from.next(text, child, readAtOnce);
        if (step == JsonChildren::Step::Child)
            page.children.push_back({child, jsonTypeAt(text, child.value)});
        else if (step == JsonChildren::Step::Paused && !page.children.empty())
            break;
        else if (step != JsonChildren::Step::Paused) {
            page.broken = step == JsonChildren::Step::Broken;
            return page;
        }
    }
    page.next = from;
    return page;
}

void JsonTreeModel::take(Node& node, Page page) {
    const auto parent = indexOf(node);
    const auto before = static_cast<int>(node.children.size());
    const bool hadMore = rowCount(parent) > before;
    if (hadMore) {
        beginRemoveRows(parent, before, before);
        node.next.reset();
        node.broken = false;
        endRemoveRows();
    }
    const auto after = before + static_cast<int>(page.children.size());
    const int rows = after - before + (after > 0 && (page.next || page.broken) ? 1 : 0);
    if (rows > 0)
        beginInsertRows(parent, before, before + rows - 1);
    for (const auto& child : page.children)
        add(node, child.place, child.type);
    node.next = page.next;
    node.broken = page.broken;
    if (rows > 0)
        endInsertRows();
    Q_EMIT fetched();
}

void JsonTreeModel::add(Node& node, const JsonChild& place, JsonType type) {
    auto fresh = std::make_unique<Node>();
    fresh->parent = &node;
    fresh->row = static_cast<int>(node.children.size());
    fresh->key = place.key;
    fresh->keyEnd = place.keyEnd;
    fresh->value = place.value;
    fresh->type = type;
    if (opens(type))
        fresh->next = JsonChildren::of(type, place.value);
    node.children.push_back(std::move(fresh));
}

QString JsonTreeModel::keyText(const Node& node) const {
    if (node.parent == m_root.get() && m_root->children.size() == 1)
        return QStringLiteral("$"); // the one value of the text
    if (node.key < 0)
        return QString::number(node.row);
    return unquotedJson(m_body.read(node.key, std::min(node.keyEnd - node.key, shownText)));
}

QString JsonTreeModel::valueText(const Node& node) const {
    if (opens(node.type) && !node.next && !node.broken) {
        const auto count = static_cast<qint64>(node.children.size());
        return node.type == JsonType::Array ? counted(count, tr("item"), tr("items"))
                                            : counted(count, tr("key"), tr("keys"));
    }
    ByteReader text(m_body);
    const auto view = text.from(node.value);
    const auto head = view.first(std::min<qsizetype>(view.size(), shownText));
    if (opens(node.type))
        return QString::fromUtf8(head.toByteArray().simplified());
    const qint64 end = skipJsonValue(text, node.value);
    const qint64 length = end < 0 ? shownText : std::min(end - node.value, shownText);
    const QString shown = QString::fromUtf8(m_body.read(node.value, length));
    return end - node.value > shownText ? shown + u'…' : shown;
}

QVariant JsonTreeModel::data(const QModelIndex& index, int role) const {
    if (!index.isValid())
        return {};
    if (isMore(index)) {
        const Node& node = *reinterpret_cast<Node*>(index.internalId() & ~quintptr(1));
        if (role != Qt::DisplayRole || index.column() != KeyColumn)
            return {};
        return node.broken ? tr("The text ends here, in the middle of a value.") : tr("reading on…");
    }
    const Node& node = *nodeOf(index);
    switch (role) {
    case Qt::DisplayRole:
        return index.column() == KeyColumn ? keyText(node) : valueText(node);
    case Qt::ToolTipRole:
        return path(index);
    case TypeRole:
        return static_cast<int>(node.type);
    default:
        return {};
    }
}

QVariant JsonTreeModel::headerData(int section, Qt::Orientation orientation, int role) const {
    if (orientation != Qt::Horizontal || role != Qt::DisplayRole)
        return {};
    return section == KeyColumn ? tr("Key") : tr("Value");
}

QString JsonTreeModel::path(const QModelIndex& index) const {
    if (!index.isValid() || isMore(index))
        return {};
    // A text of one value begins with it; of several, each is a text of its own.
    QString path;
    for (const Node* node = nodeOf(index); node->parent != m_root.get(); node = node->parent) {
        if (node->key < 0) {
            path.prepend(QStringLiteral("[%1]").arg(node->row));
            continue;
        }
        QString name = unquotedJson(m_body.read(node->key, node->keyEnd - node->key));
        if (isPlainName(name)) {
            path.prepend(u'.' + name);
            continue;
        }
        name.replace(u'\\', QStringLiteral("\\\\")).replace(u'\'', QStringLiteral("\\'"));
        path.prepend(QStringLiteral("['%1']").arg(name));
    }
    return u'$' + path;
}

QByteArray JsonTreeModel::value(const QModelIndex& index, qint64 most) const {
    if (!index.isValid() || isMore(index))
        return {};
    const qint64 begin = nodeOf(index)->value;
    ByteReader text(m_body);
    JsonSkip skip(begin);
    const bool whole = skip.advance(text, most) == JsonSkip::State::Done;
    return m_body.read(begin, whole ? std::min(skip.at() - begin, most) : most);
}

} // namespace knockback::ui
