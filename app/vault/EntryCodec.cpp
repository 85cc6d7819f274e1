// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/vault/EntryCodec.h"

#include "app/vault/ByteReader.h"
#include "app/vault/ByteWriter.h"

#include <algorithm>
#include <set>

namespace knockback::vault {

namespace {
using Entry = CredentialStore::Entry;

constexpr std::size_t paddedTo = 1024;

enum Tag : std::uint8_t {
    EndOfEntry = 0,
    Name = 1,
    Kind = 2,
    Host = 3,
    Header = 4,
    Query = 5,
    Issuer = 6,
    TokenUrl = 7,
    ClientId = 8,
    Scope = 9,
    IssuedAt = 10,
    ExpiresAt = 11,
    LastRotatedAt = 12,
    LastUsedAt = 13,
    Generation = 14,
    LastProblem = 15,
    Setting = 16, // name, 0, value
    RenewingSince = 17,
    RefusedGeneration = 18,
    Rotation = 24,   // time, 1 = it went well, sentence
    FirstSecret = 32 // + SecretRole
};
constexpr std::uint8_t roleCount = 9;

void putField(ByteWriter& out, std::uint8_t tag, QByteArrayView value) {
    out.putByte(tag);
    out.putU32(static_cast<std::uint32_t>(value.size()));
    out.put(value);
}

void putText(ByteWriter& out, Tag tag, const QByteArray& value) {
    if (!value.isEmpty())
        putField(out, tag, value);
}

void putNumber(ByteWriter& out, Tag tag, std::uint64_t value) {
    out.putByte(tag);
    out.putU32(sizeof value);
    out.putU64(value);
}

void putTime(ByteWriter& out, Tag tag, const std::optional<base::WallTime>& time) {
    if (time)
        putNumber(out, tag, static_cast<std::uint64_t>(time->time_since_epoch().count()));
}

void putRotation(ByteWriter& out, const RotationNote& note) {
    const QByteArray sentence = note.sentence.toUtf8();
    out.putByte(Rotation);
    out.putU32(static_cast<std::uint32_t>(sizeof(std::uint64_t) + 1 + static_cast<std::size_t>(sentence.size())));
    out.putU64(static_cast<std::uint64_t>(note.at.time_since_epoch().count()));
    out.putByte(note.ok ? 1 : 0);
    out.put(sentence);
}

void putEntry(ByteWriter& out, const Entry& entry) {
    const Credential& c = entry.credential;
    putField(out, Name, c.name);
    putField(out, Kind, kindName(c.kind));
    for (const auto& host : c.hosts)
        putField(out, Host, host);
    putText(out, Header, c.header);
    putText(out, Query, c.query);
    putText(out, Issuer, c.issuer);
    putText(out, TokenUrl, c.tokenUrl);
    putText(out, ClientId, c.clientId);
    for (const auto& scope : c.scopes)
        putField(out, Scope, scope);
    putTime(out, IssuedAt, c.issuedAt);
    putTime(out, ExpiresAt, c.expiresAt);
    putTime(out, LastRotatedAt, c.lastRotatedAt);
    putTime(out, LastUsedAt, c.lastUsedAt);
    putNumber(out, Generation, c.generation);
    putText(out, LastProblem, c.lastProblem.toUtf8());
    for (const auto& [name, value] : c.settings)
        putField(out, Setting, name + '\0' + value);
    putTime(out, RenewingSince, c.renewingSince);
    if (c.refusedGeneration != 0)
        putNumber(out, RefusedGeneration, c.refusedGeneration);
    for (const auto& note : c.rotations)
        putRotation(out, note);
    for (const auto& [role, secret] : entry.secrets)
        putField(out, static_cast<std::uint8_t>(FirstSecret + static_cast<std::uint8_t>(role)), secret.reveal());
    out.putByte(EndOfEntry);
}

void putEntries(ByteWriter& out, const std::vector<Entry>& entries) {
    out.putU32(static_cast<std::uint32_t>(entries.size()));
    for (const auto& entry : entries)
        putEntry(out, entry);
}

bool readNumber(QByteArrayView value, std::uint64_t& number) {
    ByteReader in(value);
    number = in.u64();
    return in.atEnd();
}

bool readTime(QByteArrayView value, std::optional<base::WallTime>& time) {
    std::uint64_t count = 0;
    if (time || !readNumber(value, count))
        return false;
    time = base::WallTime(base::Microseconds(static_cast<std::int64_t>(count)));
    return true;
}

bool readText(QByteArrayView value, QByteArray& text) {
    if (!text.isEmpty() || value.isEmpty())
        return false;
    text = value.toByteArray();
    return true;
}

bool readKind(QByteArrayView value, CredentialKind& kind) {
    const auto known = kindFromName(value);
    kind = known.value_or(CredentialKind::Bearer);
    return known.has_value();
}

bool readSetting(QByteArrayView value, std::map<QByteArray, QByteArray>& settings) {
    const auto end = value.indexOf('\0');
    return end > 0 && settings.emplace(value.first(end).toByteArray(), value.sliced(end + 1).toByteArray()).second;
}

bool readRotation(QByteArrayView value, std::vector<RotationNote>& notes) {
    ByteReader in(value);
    const base::WallTime at(base::Microseconds(static_cast<std::int64_t>(in.u64())));
    const auto ok = in.byte();
    const auto sentence = in.rest();
    if (!in.ok() || ok > 1)
        return false;
    notes.push_back({at, ok == 1, QString::fromUtf8(sentence)});
    return true;
}

bool readSecret(std::uint8_t tag, QByteArrayView value, Secrets& secrets) {
    if (tag < FirstSecret || tag >= FirstSecret + roleCount)
        return false;
    const auto role = static_cast<SecretRole>(tag - FirstSecret);
    return secrets.emplace(role, base::Secret::copyOf(value)).second;
}

bool readField(std::uint8_t tag, QByteArrayView value, Entry& entry) {
    Credential& c = entry.credential;
    switch (tag) {
    case Name:
        return readText(value, c.name);
    case Kind:
        return readKind(value, c.kind);
    case Host:
        c.hosts.push_back(value.toByteArray());
        return true;
    case Header:
        return readText(value, c.header);
    case Query:
        return readText(value, c.query);
    case Issuer:
        return readText(value, c.issuer);
    case TokenUrl:
        return readText(value, c.tokenUrl);
    case ClientId:
        return readText(value, c.clientId);
    case Scope:
        c.scopes.push_back(value.toByteArray());
        return true;
    case IssuedAt:
        return readTime(value, c.issuedAt);
    case ExpiresAt:
        return readTime(value, c.expiresAt);
    case LastRotatedAt:
        return readTime(value, c.lastRotatedAt);
    case LastUsedAt:
        return readTime(value, c.lastUsedAt);
    case Generation:
        return readNumber(value, c.generation);
    case LastProblem:
        c.lastProblem = QString::fromUtf8(value);
        return true;
    case Setting:
        return readSetting(value, c.settings);
    case RenewingSince:
        return readTime(value, c.renewingSince);
    case RefusedGeneration:
        return readNumber(value, c.refusedGeneration);
    case Rotation:
        return readRotation(value, c.rotations);
    default:
        return readSecret(tag, value, entry.secrets);
    }
}

std::optional<Entry> readEntry(ByteReader& in) {
    Entry entry;
    while (const std::uint8_t tag = in.byte()) {
        const auto value = in.take(in.u32());
        if (!in.ok() || !readField(tag, value, entry))
            return std::nullopt;
    }
    return in.ok() && !entry.credential.name.isEmpty() ? std::optional(std::move(entry)) : std::nullopt;
}
} // namespace

base::Secret encodeEntries(const std::vector<Entry>& entries) {
    ByteWriter counting(nullptr);
    putEntries(counting, entries);
    const auto padded = (counting.written() + paddedTo - 1) / paddedTo * paddedTo;
    base::Secret bytes = base::Secret::zeros(static_cast<qsizetype>(padded));
    ByteWriter writing(bytes.data());
    putEntries(writing, entries);
    return bytes;
}

std::optional<std::vector<Entry>> decodeEntries(QByteArrayView bytes) {
    ByteReader in(bytes);
    std::vector<Entry> entries;
    std::set<QByteArray> names;
    for (auto left = in.u32(); left > 0; --left) {
        auto entry = readEntry(in);
        if (!entry || !names.insert(entry->credential.name).second)
            return std::nullopt;
        entries.push_back(std::move(*entry));
    }
    const auto padding = in.rest();
    const bool zeros = std::all_of(padding.begin(), padding.end(), [](char c) { return c == 0; });
    return in.ok() && zeros ? std::optional(std::move(entries)) : std::nullopt;
}

Entry cloneEntry(const Entry& entry) {
    Entry copy{entry.credential, {}};
    for (const auto& [role, secret] : entry.secrets)
        copy.secrets.emplace(role, secret.clone());
    return copy;
}

std::vector<Entry> cloneEntries(const std::vector<Entry>& entries) {
    std::vector<Entry> copies;
    copies.reserve(entries.size());
    for (const auto& entry : entries)
        copies.push_back(cloneEntry(entry));
    return copies;
}

} // namespace knockback::vault
