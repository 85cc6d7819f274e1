// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/minimize/PartReader.h"
#include "app/workspace/BodyForm.h"

namespace knockback::minimize {

// Puts a draft together from parts of two others. What is no part (name, policy, time limits) is the first one's; what
// is switched off is left out.
class DraftWriter {
public:
    // Both outlive this object.
    DraftWriter(const workspace::RequestDraft& blocked, const workspace::RequestDraft& other, BodyShape shape);

    void add(const Part& part, bool ofBlocked);
    // Automatic headers of `automaticNames` that were not added are switched off. Once.
    [[nodiscard]] workspace::RequestDraft finish(const std::vector<QByteArray>& automaticNames);

private:
    void addHeader(const Part& part);
    [[nodiscard]] QByteArray multipartBody() const;
    void writeGraphQl();
    [[nodiscard]] bool hasRow(const QByteArray& name) const;

    const workspace::RequestDraft& m_blocked;
    const workspace::RequestDraft& m_other;
    const BodyShape m_shape;
    workspace::RequestDraft m_draft;
    QByteArray m_path;
    std::vector<QByteArray> m_query;
    std::vector<QByteArray> m_fields;
    std::vector<JsonLeaf> m_leaves;
    std::optional<workspace::GraphQlBody> m_graphQl; // whose query is sent
    std::vector<QByteArray> m_automatic;             // that are sent
};

} // namespace knockback::minimize
