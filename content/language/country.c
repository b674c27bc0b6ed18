#include "language/country.h"

#include <stddef.h>
#include <string.h>
#include <strings.h>

#include "sshd/base/array.h"

struct country {
    const char *code, *code3; /* ISO 3166-1 alpha-2 and alpha-3 */
    const char *names; /* in the country's and the interface's languages */
};

/* clang-format off */
static const struct country countries[] = {
    {"AR", "ARG",
     "Argentina|Argentinien|Argentine|アルゼンチン|阿根廷"},
    {"AT", "AUT",
     "Austria|Österreich|Autriche|Áustria|奥地利"},
    {"AU", "AUS",
     "Australia|Australien|Australie|Austrália|澳大利亚|オーストラリア"},
    {"BE", "BEL",
     "Belgium|Belgien|Belgique|België|Bélgica|比利时"},
    {"BG", "BGR",
     "Bulgaria|Bulgarien|Bulgarie|България"},
    {"BR", "BRA",
     "Brazil|Brasil|Brasilien|Brésil|巴西|ブラジル"},
    {"CA", "CAN",
     "Canada|Kanada|Canadá|加拿大|カナダ"},
    {"CH", "CHE",
     "Switzerland|Schweiz|Suisse|Svizzera|Suiza|Suíça|瑞士|スイス"},
    {"CL", "CHL",
     "Chile|Chili"},
    {"CN", "CHN",
     "China|中国|中國|Chine|中华人民共和国"},
    {"CO", "COL",
     "Colombia|Kolumbien|Colombie|Colômbia"},
    {"CZ", "CZE",
     "Czech Republic|Czechia|Česko|Česká republika|Tschechien"},
    {"DE", "DEU",
     "Germany|Deutschland|Allemagne|Alemania|Alemanha|德国|ドイツ"},
    {"DK", "DNK",
     "Denmark|Danmark|Dänemark|Danemark|Dinamarca"},
    {"EE", "EST",
     "Estonia|Eesti|Estland"},
    {"EG", "EGY",
     "Egypt|مصر|Ägypten|Égypte"},
    {"ES", "ESP",
     "Spain|España|Spanien|Espagne|Espanha|西班牙|スペイン"},
    {"FI", "FIN",
     "Finland|Suomi|Finnland|Finlande"},
    {"FR", "FRA",
     "France|Frankreich|Francia|França|法国|フランス"},
    {"GB", "GBR",
     "United Kingdom|UK|Great Britain|England|Scotland|Wales|Northern Ireland|Großbritannien|Royaume-Uni|Reino Unido|英国|イギリス"},
    {"GR", "GRC",
     "Greece|Ελλάδα|Griechenland|Grèce"},
    {"HK", "HKG",
     "Hong Kong|香港"},
    {"HR", "HRV",
     "Croatia|Hrvatska|Kroatien"},
    {"HU", "HUN",
     "Hungary|Magyarország|Ungarn"},
    {"ID", "IDN",
     "Indonesia|Indonesien"},
    {"IE", "IRL",
     "Ireland|Éire|Irland|Irlande|Irlanda"},
    {"IL", "ISR",
     "Israel|ישראל"},
    {"IN", "IND",
     "India|भारत|Indien|Inde|印度|インド"},
    {"IR", "IRN",
     "Iran|ایران"},
    {"IT", "ITA",
     "Italy|Italia|Italien|Italie|Itália|意大利|イタリア"},
    {"JP", "JPN",
     "Japan|日本|Japon|Japón|Japão"},
    {"KR", "KOR",
     "South Korea|Korea|대한민국|한국|韩国|韓国"},
    {"LK", "LKA",
     "Sri Lanka|ශ්‍රී ලංකා"},
    {"LT", "LTU",
     "Lithuania|Lietuva|Litauen"},
    {"LU", "LUX",
     "Luxembourg|Luxemburg"},
    {"LV", "LVA",
     "Latvia|Latvija|Lettland"},
    {"MX", "MEX",
     "Mexico|México|Mexiko|Mexique|墨西哥"},
    {"MY", "MYS",
     "Malaysia|马来西亚"},
    {"NG", "NGA",
     "Nigeria"},
    {"NL", "NLD",
     "Netherlands|The Netherlands|Nederland|Niederlande|Pays-Bas|Países Bajos|Holland|荷兰"},
    {"NO", "NOR",
     "Norway|Norge|Noreg|Norwegen|Norvège|Noruega"},
    {"NZ", "NZL",
     "New Zealand|Neuseeland"},
    {"PE", "PER",
     "Peru|Perú"},
    {"PH", "PHL",
     "Philippines|Pilipinas"},
    {"PK", "PAK",
     "Pakistan|پاکستان"},
    {"PL", "POL",
     "Poland|Polska|Polen|Pologne|Polonia"},
    {"PT", "PRT",
     "Portugal|葡萄牙"},
    {"RO", "ROU",
     "Romania|România|Rumänien|Roumanie"},
    {"RS", "SRB",
     "Serbia|Srbija|Србија|Serbien"},
    {"RU", "RUS",
     "Russia|Россия|Russland|Russie|Rusia|俄罗斯"},
    {"SE", "SWE",
     "Sweden|Sverige|Schweden|Suède|Suecia"},
    {"SG", "SGP",
     "Singapore|Singapur|新加坡"},
    {"SI", "SVN",
     "Slovenia|Slovenija|Slowenien"},
    {"SK", "SVK",
     "Slovakia|Slovensko|Slowakei"},
    {"TH", "THA",
     "Thailand|ประเทศไทย|泰国"},
    {"TR", "TUR",
     "Turkey|Türkiye|Türkei|Turquie"},
    {"TW", "TWN",
     "Taiwan|台灣|台湾"},
    {"UA", "UKR",
     "Ukraine|Україна|Украина"},
    {"US", "USA",
     "United States|United States of America|USA|U.S.A.|U.S.|Vereinigte Staaten|États-Unis|Estados Unidos|美国|アメリカ"},
    {"VN", "VNM",
     "Vietnam|Viet Nam|Việt Nam|越南"},
    {"ZA", "ZAF",
     "South Africa|Südafrika|Afrique du Sud"},
};
/* clang-format on */

#define COUNTRIES COUNT(countries)

static bool
country_is_same(const char *text, size_t length, const char *name)
{
    return strlen(name) == length && strncasecmp(text, name, length) == 0;
}

/* Whether the LENGTH bytes at TEXT are a name of COUNTRY. */
static bool
country_has_name(const struct country *country, const char *text, size_t length)
{
    for (const char *name = country->names; *name != '\0';) {
        size_t bytes = strcspn(name, "|");

        if (bytes == length && strncasecmp(name, text, length) == 0)
            return true;
        name += bytes + (name[bytes] != '\0');
    }
    return false;
}

static const struct country *
country_find(const char *text)
{
    size_t length = strlen(text);

    for (size_t i = 0; i < COUNTRIES; i++)
        if (country_is_same(text, length, countries[i].code) ||
            country_is_same(text, length, countries[i].code3) ||
            country_has_name(&countries[i], text, length))
            return &countries[i];
    return NULL;
}

bool
country_is_code(const char *text)
{
    size_t length = strlen(text);

    return (length == 2 || length == 3) && country_find(text) != NULL;
}

bool
country_in(const char *place, const char *text)
{
    const struct country *country = country_find(text);
    const char *part = place;

    while (country != NULL && *part != '\0') {
        size_t length = strcspn(part, ",");

        if (country_has_name(country, part, length) ||
            country_is_same(part, length, country->code) ||
            country_is_same(part, length, country->code3))
            return true;
        part += length;
        part += strspn(part, ", ");
    }
    return false;
}
