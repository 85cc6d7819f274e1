// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/models/Background.h"
#include "ui/models/JsonScan.h"
#include "ui/models/StopFlag.h"

#include "app/http/Body.h"

#include <QAbstractItemModel>

#include <memory>
#include <vector>

namespace knockback::ui {

// JSON of any size as a tree that knows only what was looked at: the children of a node are read on a worker, 200 at a
// time, when the node is opened and when the last of them comes into view. A text of several values (JSON Lines) has
// one row for each.
class JsonTreeModel final : public QAbstractItemModel {
    Q_OBJECT
public:
    enum Column { KeyColumn, ValueColumn, ColumnCount };
    enum Role { TypeRole = Qt::UserRole }; // a JsonType as int; nothing for a row that stands for more
    static constexpr int pageSize = 200;

    explicit JsonTreeModel(QObject* parent = nullptr);
    ~JsonTreeModel() override;

    void setBody(const http::Body& body);
    // Reads the next children of a node, or of a "more" row's node, unless that is under way.
    void fetch(const QModelIndex& index);
    // The row that stands for children that are not read yet.
    [[nodiscard]] bool isMore(const QModelIndex& index) const;
    [[nodiscard]] bool isContainer(const QModelIndex& index) const;

    // As JSONPath: $['key'][3], with a dot where a name allows it.
    [[nodiscard]] QString path(const QModelIndex& index) const;
    // The value byte for byte; cut at `most`.
    [[nodiscard]] QByteArray value(const QModelIndex& index, qint64 most) const;

    [[nodiscard]] QModelIndex index(int row, int column, const QModelIndex& parent = {}) const override;
    [[nodiscard]] QModelIndex parent(const QModelIndex& index) const override;
    [[nodiscard]] int rowCount(const QModelIndex& parent = {}) const override;
    [[nodiscard]] int columnCount(const QModelIndex& parent = {}) const override;
    [[nodiscard]] bool hasChildren(const QModelIndex& parent = {}) const override;
    [[nodiscard]] bool canFetchMore(const QModelIndex& parent) const override;
    void fetchMore(const QModelIndex& parent) override { fetch(parent); }
    [[nodiscard]] QVariant data(const QModelIndex& index, int role) const override;
    [[nodiscard]] QVariant headerData(int section, Qt::Orientation orientation, int role) const override;

Q_SIGNALS:
    // New rows are there.
    void fetched();

private:
    struct Node;
    struct Page;

    [[nodiscard]] Node* nodeOf(const QModelIndex& index) const;
    [[nodiscard]] QModelIndex indexOf(const Node& node) const;
    [[nodiscard]] QString keyText(const Node& node) const;
    [[nodiscard]] QString valueText(const Node& node) const;
    [[nodiscard]] static Page readPage(const http::Body& body, JsonChildren from, const StopFlag& stop);
    void take(Node& node, Page page);
    static void add(Node& node, const JsonChild& place, JsonType type);

    http::Body m_body;
    std::unique_ptr<Node> m_root;
    Node* m_fetching = nullptr;
    std::vector<Node*> m_waiting; // to be fetched next
    Background m_background{*this};
    StopOwner m_stop; // goes first, so that the background need not be waited for
};

} // namespace knockback::ui
