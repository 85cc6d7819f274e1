// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/theme/ThemeLoader.h"

#include <QFile>
#include <QJsonDocument>
#include <QJsonObject>
#include <QRegularExpression>
#include <QSet>

#include <array>
#include <utility>

namespace knockback::ui {

namespace {

// In the order of diagnosis::Cause.
constexpr std::array<const char*, 8> causeKeys{"ok",         "rateLimit", "suspiciousPattern", "geoLock",
                                               "credential", "overload",  "network",           "clientError"};

constexpr std::array<std::pair<const char*, Shape>, 8> shapeNames{{{"disc", Shape::Disc},
                                                                   {"triangle", Shape::Triangle},
                                                                   {"square", Shape::Square},
                                                                   {"pentagon", Shape::Pentagon},
                                                                   {"diamond", Shape::Diamond},
                                                                   {"hexagon", Shape::Hexagon},
                                                                   {"cross", Shape::Cross},
                                                                   {"ring", Shape::Ring}}};

// Takes entries out of one JSON object, remembers the first problem, and at the end objects to what nobody took.
class Section {
public:
    Section(const QJsonObject& object, QString path, QString& problem)
        : m_object(object)
        , m_path(std::move(path))
        , m_problem(problem) {}

    Section section(const char* key) {
        const QJsonValue value = take(key);
        if (!value.isObject())
            complain(key, QStringLiteral("must be an object"));
        return {value.toObject(), m_path + QLatin1String(key) + u'.', m_problem};
    }

    QColor colour(const char* key) {
        static const QRegularExpression form(QStringLiteral("^#[0-9a-f]{6}$"));
        const QString text = take(key).toString();
        if (!form.match(text).hasMatch())
            complain(key, QStringLiteral("must be a colour like #1c2330"));
        return QColor(text);
    }

    int pixels(const char* key) {
        const QJsonValue value = take(key);
        const int number = value.toInt(-1);
        if (number < 1 || number > 1000)
            complain(key, QStringLiteral("must be a whole number from 1 to 1000"));
        return number;
    }

    QString text(const char* key) {
        const QJsonValue value = take(key);
        if (!value.isString())
            complain(key, QStringLiteral("must be a text"));
        return value.toString();
    }

    Shape shape(const char* key) {
        const QString name = text(key);
        for (const auto& [known, shape] : shapeNames)
            if (name == QLatin1String(known))
                return shape;
        complain(key, QStringLiteral("names no shape that we draw"));
        return Shape::Disc;
    }

    void end() {
        for (auto it = m_object.begin(); it != m_object.end(); ++it)
            if (!m_taken.contains(it.key()))
                complain(it.key().toUtf8().constData(), QStringLiteral("is not known"));
    }

private:
    QJsonValue take(const char* key) {
        m_taken.insert(QString::fromUtf8(key));
        return m_object.value(QLatin1String(key));
    }
    void complain(const char* key, const QString& what) {
        if (m_problem.isEmpty())
            m_problem = QStringLiteral("theme tokens: %1%2 %3").arg(m_path, QString::fromUtf8(key), what);
    }

    QJsonObject m_object;
    QString m_path;
    QString& m_problem;
    QSet<QString> m_taken;
};

Spacing readSpacing(Section from) {
    Spacing space{from.pixels("unit"),          from.pixels("panelPadding"), from.pixels("rowHeight"),
                  from.pixels("toolbarHeight"), from.pixels("radius"),       from.pixels("cardRadius"),
                  from.pixels("badgeRadius")};
    from.end();
    return space;
}

TypeScale readType(Section from) {
    TypeScale type{from.pixels("base"),  from.pixels("small"),  from.pixels("label"),
                   from.pixels("title"), from.pixels("banner"), from.pixels("mono")};
    from.text("numbers");
    from.end();
    return type;
}

Motion readMotion(Section from) {
    Motion motion{from.pixels("countdownHz"), from.pixels("fadeMs")};
    from.text("reducedMotion");
    from.end();
    return motion;
}

std::array<Shape, 8> readShapes(Section from) {
    std::array<Shape, 8> shapes{};
    for (std::size_t i = 0; i < causeKeys.size(); ++i)
        shapes[i] = from.shape(causeKeys[i]);
    from.end();
    return shapes;
}

Theme readColours(Section from, const std::array<Shape, 8>& shapes) {
    Theme theme;
    theme.window = from.colour("window");
    theme.panel = from.colour("panel");
    theme.field = from.colour("field");
    theme.line = from.colour("line");
    theme.text = from.colour("text");
    theme.textMuted = from.colour("textMuted");
    theme.textFaint = from.colour("textFaint");
    theme.accent = from.colour("accent");
    theme.accentSoft = from.colour("accentSoft");
    theme.onAccent = from.colour("onAccent");
    Section causes = from.section("cause");
    for (std::size_t i = 0; i < causeKeys.size(); ++i) {
        Section one = causes.section(causeKeys[i]);
        theme.causes[i] = {one.colour("mark"), one.colour("fill"), one.colour("text"), shapes[i]};
        one.end();
    }
    causes.end();
    from.end();
    return theme;
}

} // namespace

base::Result<ThemePair, QString> loadThemes(const QByteArray& json) {
    QJsonParseError error;
    const QJsonDocument document = QJsonDocument::fromJson(json, &error);
    if (!document.isObject())
        return base::Failure(QStringLiteral("theme tokens: not a JSON object (%1)").arg(error.errorString()));
    QString problem;
    Section root(document.object(), {}, problem);
    const auto shapes = readShapes(root.section("shape"));
    ThemePair themes{readColours(root.section("light"), shapes), readColours(root.section("dark"), shapes)};
    themes.dark.kind = ThemeKind::Dark;
    themes.light.space = themes.dark.space = readSpacing(root.section("space"));
    themes.light.type = themes.dark.type = readType(root.section("type"));
    themes.light.motion = themes.dark.motion = readMotion(root.section("motion"));
    root.end();
    if (!problem.isEmpty())
        return base::Failure(problem);
    return themes;
}

const ThemePair& builtInThemes() {
    static const ThemePair themes = [] {
        QFile file(QStringLiteral(":/knockback/theme/tokens.json"));
        const bool opened = file.open(QIODevice::ReadOnly);
        auto loaded = loadThemes(opened ? file.readAll() : QByteArray());
        if (!loaded)
            qFatal("%s", qUtf8Printable(loaded.error()));
        return std::move(loaded).value();
    }();
    return themes;
}

} // namespace knockback::ui
