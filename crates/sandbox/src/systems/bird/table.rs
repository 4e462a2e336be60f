//! Who the sample people are: invented names of many cultures, and the texts they draw from. Only constants.

/// A person: name, the part of the e-mail address before `@example.com`, time zone, country, language of calls.
pub(super) type Person<'a> = (&'a str, &'a str, &'a str, &'a str, &'a str);

pub(super) const PEOPLE: [Person<'static>; 66] = [
    ("Marta Vidal Soler", "marta.vidal", "Europe/Madrid", "ES", "es-ES"),
    ("Jeroen van der Meulen", "jeroen.vandermeulen", "Europe/Amsterdam", "NL", "nl-NL"),
    ("Aisha Okonkwo", "aisha.okonkwo", "Africa/Lagos", "NG", "en-NG"),
    ("Sofía Hernández Ibáñez", "sofia.hernandez", "Europe/Madrid", "ES", "es-ES"),
    ("田中 美咲", "misaki.tanaka", "Asia/Tokyo", "JP", "ja-JP"),
    ("Liam O’Sullivan", "liam.osullivan", "Europe/Dublin", "IE", "en-IE"),
    ("ليلى الحداد", "layla.alhaddad", "Asia/Dubai", "AE", "ar-AE"),
    ("Noah Jansen", "noah.jansen", "Europe/Amsterdam", "NL", "nl-NL"),
    ("Priya Raghunathan", "priya.raghunathan", "Asia/Kolkata", "IN", "en-IN"),
    ("Zoë Achterberg", "zoe.achterberg", "Europe/Brussels", "BE", "nl-BE"),
    ("Emily Carter", "emily.carter", "America/New_York", "US", "en-US"),
    ("Mateus Gonçalves da Conceição", "mateus.goncalves", "America/Sao_Paulo", "BR", "pt-BR"),
    ("נועה ברקוביץ׳", "noa.berkovich", "Asia/Jerusalem", "IL", "he-IL"),
    ("Björn Håkansson", "bjorn.hakansson", "Europe/Stockholm", "SE", "sv-SE"),
    ("अनन्या शर्मा", "ananya.sharma", "Asia/Kolkata", "IN", "hi-IN"),
    ("Thomas Müller-Lüdenscheidt", "thomas.mueller", "Europe/Berlin", "DE", "de-DE"),
    ("Chloé Lefèvre", "chloe.lefevre", "Europe/Paris", "FR", "fr-FR"),
    ("Nguyễn Thị Phương Thảo", "thao.nguyen", "Asia/Ho_Chi_Minh", "VN", "vi-VN"),
    ("Ryan Whitaker", "ryan.whitaker", "America/Los_Angeles", "US", "en-US"),
    ("Łukasz Wiśniewski", "lukasz.wisniewski", "Europe/Warsaw", "PL", "pl-PL"),
    ("Camila Ríos Valdivia", "camila.rios", "America/Santiago", "CL", "es-CL"),
    ("佐藤 健太", "kenta.sato", "Asia/Tokyo", "JP", "ja-JP"),
    ("Fatima Zahra Benali", "fatima.benali", "Africa/Casablanca", "MA", "fr-FR"),
    ("Daan de Wit", "daan.dewit", "Europe/Amsterdam", "NL", "nl-NL"),
    ("Ngozi Adichie-Eze", "ngozi.eze", "Africa/Lagos", "NG", "en-NG"),
    ("Marek Dvořák", "marek.dvorak", "Europe/Prague", "CZ", "cs-CZ"),
    ("Isabella Rossi", "isabella.rossi", "Europe/Rome", "IT", "it-IT"),
    ("عمر القحطاني", "omar.alqahtani", "Asia/Riyadh", "SA", "ar-SA"),
    ("Olivia Bennett", "olivia.bennett", "Europe/London", "GB", "en-GB"),
    ("김서연", "seoyeon.kim", "Asia/Seoul", "KR", "ko-KR"),
    ("Diego Fernández Quispe", "diego.fernandez", "America/Lima", "PE", "es-PE"),
    ("Wei Ling Tan", "weiling.tan", "Asia/Singapore", "SG", "en-SG"),
    ("Σοφία Παπαδοπούλου", "sofia.papadopoulou", "Europe/Athens", "GR", "el-GR"),
    ("Kwame Mensah", "kwame.mensah", "Africa/Accra", "GH", "en-GH"),
    ("Ana Ruiz", "ana.ruiz", "Europe/Madrid", "ES", "es-ES"),
    ("Ayşe Yılmaz", "ayse.yilmaz", "Europe/Istanbul", "TR", "tr-TR"),
    (
        "Maximiliano Alejandro de la Fuente y Montenegro",
        "max.delafuente",
        "America/Mexico_City",
        "MX",
        "es-MX",
    ),
    ("Hannah Goldberg", "hannah.goldberg", "America/Chicago", "US", "en-US"),
    ("Siobhán Ní Dhomhnaill", "siobhan.nidhomhnaill", "Europe/Dublin", "IE", "en-IE"),
    ("Олена Шевченко", "olena.shevchenko", "Europe/Kyiv", "UA", "uk-UA"),
    ("Tariq Mahmood", "tariq.mahmood", "Asia/Karachi", "PK", "en-GB"),
    ("Freja Sørensen", "freja.sorensen", "Europe/Copenhagen", "DK", "da-DK"),
    ("王小明", "xiaoming.wang", "Asia/Shanghai", "CN", "zh-CN"),
    ("Tane Ngata", "tane.ngata", "Pacific/Auckland", "NZ", "en-NZ"),
    ("Ioana Popescu", "ioana.popescu", "Europe/Bucharest", "RO", "ro-RO"),
    ("Grace Wanjiru Kamau", "grace.kamau", "Africa/Nairobi", "KE", "en-KE"),
    ("Jack Thompson", "jack.thompson", "Australia/Sydney", "AU", "en-AU"),
    ("Inês Carvalho", "ines.carvalho", "Europe/Lisbon", "PT", "pt-PT"),
    ("राहुल वर्मा", "rahul.verma", "Asia/Kolkata", "IN", "hi-IN"),
    ("Juhani Virtanen", "juhani.virtanen", "Europe/Helsinki", "FI", "fi-FI"),
    ("Valentina Castaño Restrepo", "valentina.castano", "America/Bogota", "CO", "es-CO"),
    ("Samuel Tesfaye", "samuel.tesfaye", "Africa/Addis_Ababa", "ET", "en-GB"),
    ("Nikola Đorđević", "nikola.djordjevic", "Europe/Belgrade", "RS", "sr-RS"),
    ("Mia Larsen", "mia.larsen", "Europe/Oslo", "NO", "nb-NO"),
    ("สมชาย ใจดี", "somchai.jaidee", "Asia/Bangkok", "TH", "th-TH"),
    ("Élodie Tremblay-Gagnon", "elodie.tremblay", "America/Toronto", "CA", "fr-CA"),
    ("Pieter-Jan Vandenbroucke", "pieterjan.vandenbroucke", "Europe/Brussels", "BE", "nl-BE"),
    ("Keahi Kealoha", "keahi.kealoha", "Pacific/Honolulu", "US", "en-US"),
    ("Bilal Chaudhry", "bilal.chaudhry", "Europe/London", "GB", "en-GB"),
    ("鈴木 陽菜", "hina.suzuki", "Asia/Tokyo", "JP", "ja-JP"),
    ("Jürgen Weiß", "juergen.weiss", "Europe/Vienna", "AT", "de-AT"),
    ("Thandiwe Nkosi", "thandiwe.nkosi", "Africa/Johannesburg", "ZA", "en-ZA"),
    ("Joaquín Pereyra", "joaquin.pereyra", "America/Argentina/Buenos_Aires", "AR", "es-AR"),
    ("Sanne Bakker", "sanne.bakker", "Europe/Amsterdam", "NL", "nl-NL"),
    ("Putri Wulandari", "putri.wulandari", "Asia/Jakarta", "ID", "id-ID"),
    ("Bram Hoekstra-van den Heuvel tot Beichlingen", "bram.hoekstra", "America/Curacao", "CW", "nl-NL"),
];

/// How each person is drawn, in the order of `PEOPLE`: long hair, short hair, a scarf.
pub(super) const PORTRAITS: &str = "LSLLLSCSLLLSLSLSLLSSLSCSLSLSLLSLLSLLSLLLSLSSLLSLSSLSSLSLSLSLSLSLCS";

/// Bots: name and what they do.
pub(super) const BOTS: [(&str, &str); 5] = [
    ("Order status bot", "Tells customers where their order is. Hands over when a parcel is late."),
    ("Returns assistant", "Walks customers through a return and sends the label."),
    ("Night greeter", "Answers first outside office hours and takes a message."),
    ("Invoice finder", "Finds an invoice by number or by amount and sends it again."),
    ("FAQ bot", "Knows the help centre by heart. Does not know when to stop."),
];

pub(super) const TEAMS: [&str; 8] = [
    "Billing",
    "Sales",
    "Technical support",
    "Onboarding",
    "Returns",
    "Key accounts",
    "Night desk",
    "Social media",
];

pub(super) const ROLES: [&str; 4] = ["organization", "supervisor", "agent", "workspace"];

/// Capacity rules: name, description, messages, e-mails.
pub(super) const RULES: [(&str, &str, u32, u32); 3] = [
    ("Default capacity", "Five chats and ten e-mails at a time", 5, 10),
    ("Starter capacity", "Two chats and five e-mails at a time, for the first weeks", 2, 5),
    ("Senior capacity", "Eight chats and fifteen e-mails at a time", 8, 15),
];

/// What people do in each team, in the order of `TEAMS`.
pub(super) const WORK: [&str; 8] = [
    "Handles invoices, payments and the odd refund that went astray.",
    "Helps new customers find the plan that fits, and says so when none does.",
    "Gets routers, printers and people talking to each other again.",
    "Takes new customers by the hand during their first month.",
    "Makes sending something back as easy as buying it was.",
    "Looks after the thirty largest accounts and knows their birthdays.",
    "Keeps the lines open while everybody else sleeps.",
    "Answers in public, in fewer than 280 characters.",
];

pub(super) const SPARE_TIME: [&str; 10] = [
    "Bakes bread on Sundays.",
    "Coaches a youth football team.",
    "Speaks four languages and dreams in two of them.",
    "Started in the shop and still knows every article number.",
    "Writes the team's newsletter.",
    "Has trained half of the floor.",
    "Cycles to work whatever the weather.",
    "Plays the cello, never during calls.",
    "Joined from the logistics team.",
    "",
];

pub(super) const OUT_OF_OFFICE: [&str; 6] = [
    "I am out until Monday. For anything urgent, please write to support@example.com.",
    "Estoy fuera de la oficina hasta el lunes. Si es urgente, escriba a soporte@example.com.",
    "Ik ben er maandag weer. Is het dringend? Mail dan support@example.com.",
    "Thank you for your message. My colleagues on the night desk will answer you shortly.",
    "On parental leave until further notice; the Billing team has taken over all my cases.",
    "Back tomorrow at nine.",
];

pub(super) const ACTIVITY_TEXTS: [&str; 7] = [
    "At my desk",
    "With a customer",
    "Lunch, back at 13:30",
    "Training until three",
    "Working from home",
    "",
    "Writing up",
];

/// Activities by how often they occur.
pub(super) const ACTIVITIES: [&str; 9] = [
    "available",
    "available",
    "available",
    "busy",
    "on_call",
    "on_call",
    "wrapping_up",
    "away",
    "in_meeting",
];

pub(super) const PRODUCTS: [&str; 6] =
    ["Broadband", "Mobile", "Television", "Security", "Webshop", "Smart home"];

/// Public holidays by country: name, day, month. Fixed dates only, because that is all the system can store.
pub(super) fn holidays(country: &str) -> &'static [(&'static str, u8, u8)] {
    match country {
        "ES" => &[
            ("Año Nuevo", 1, 1),
            ("Día de Reyes", 6, 1),
            ("Fiesta del Trabajo", 1, 5),
            ("Asunción de la Virgen", 15, 8),
            ("Fiesta Nacional de España", 12, 10),
            ("Día de la Constitución", 6, 12),
            ("Navidad", 25, 12),
        ],
        "NL" | "CW" => &[
            ("Nieuwjaarsdag", 1, 1),
            ("Koningsdag", 27, 4),
            ("Bevrijdingsdag", 5, 5),
            ("Eerste kerstdag", 25, 12),
            ("Tweede kerstdag", 26, 12),
        ],
        "US" => &[
            ("New Year’s Day", 1, 1),
            ("Juneteenth", 19, 6),
            ("Independence Day", 4, 7),
            ("Veterans Day", 11, 11),
            ("Christmas Day", 25, 12),
        ],
        "JP" => &[
            ("元日", 1, 1),
            ("建国記念の日", 11, 2),
            ("昭和の日", 29, 4),
            ("憲法記念日", 3, 5),
            ("文化の日", 3, 11),
            ("勤労感謝の日", 23, 11),
        ],
        "DE" | "AT" => &[("Neujahr", 1, 1), ("Tag der Arbeit", 1, 5), ("Erster Weihnachtstag", 25, 12)],
        "FR" => &[("Jour de l’an", 1, 1), ("Fête nationale", 14, 7), ("Noël", 25, 12)],
        "BE" => &[("Nieuwjaar", 1, 1), ("Nationale feestdag", 21, 7), ("Kerstmis", 25, 12)],
        "IN" => &[("Republic Day", 26, 1), ("Independence Day", 15, 8), ("Gandhi Jayanti", 2, 10)],
        "AE" => &[("New Year’s Day", 1, 1), ("عيد الاتحاد", 2, 12), ("عيد الاتحاد", 3, 12)],
        "GB" | "IE" => &[("New Year’s Day", 1, 1), ("Christmas Day", 25, 12), ("Boxing Day", 26, 12)],
        "IL" | "CN" | "TH" | "SA" => &[],
        _ => &[("New Year’s Day", 1, 1)],
    }
}
