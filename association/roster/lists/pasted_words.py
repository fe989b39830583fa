"""The words of pasted lists: how people are addressed, what they sell, where they come from."""

from association.rules.people.sounds import TITLES


def word_set(*lines: str) -> frozenset[str]:
    """Return the words of the lines."""
    return frozenset(" ".join(lines).split())


# Further ways to address somebody; "P." and "B." only with their full stop.
CALLED = (
    TITLES
    | {"drg", "mbokde", "mbokdhe", "nduk", "thole", "mbakyu", "kangmas", "kak", "bang", "abang"}
    | frozenset(
        (
            "bp",
            "mb",
            "mbk",
            "ms",
            "lek",
            "lik",
            "paklik",
            "bulik",
            "simbah",
            "simbok",
            "nyah",
            "den",
            "gus",
            "mak",
            "dhe",
        )
        + (
            "kaji",
            "kakung",
            "uti",
            "mbahputri",
            "pakde",
            "paklek",
            "bulek",
            "kyai",
            "ustad",
            "cece",
            "ko",
            "jeng",
            "dek",
        )
    )
)
AFTER_TITLE = word_set(
    "putri kakung kung dokter bidan dhe de lik lek nom rt rw carik bayan lurah guru kaji haji "
    "dukuh modin kyai"
)
OFFICES = frozenset(
    (
        "rt",
        "rw",
        "lurah",
        "haji",
        "hj",
        "guru",
        "satpam",
        "ketua",
        "bendahara",
        "sekretaris",
        "dokter",
    )
)
WARES = word_set(
    (
        "sayur sayuran bumbu bumbon daging ayam ikan iwak lele buah sembako tempe tahu baju kain "
        "batik gerabah"
    ),
    (
        "grabah plastik jamu beras telur telor endog bakso soto kelapa klopo krambil bawang "
        "brambang lombok cabe"
    ),
    (
        "cabai gedhang pisang jajan jajanan roti gula sepatu sandal kembang bunga pecel gudeg "
        "warung kelontong"
    ),
    (
        "klontong konveksi emas pakaian kerupuk krupuk kopi dawet wedang gorengan nasi sego bubur "
        "mie mi bakmi tas"
    ),
    (
        "kosmetik mainan elektronik hp pulsa loak janganan kentang kacang tepung minyak jagung "
        "singkong ketela"
    ),
    (
        "jahit jenang pindang bandeng gereh teri kelopo parutan selep snack jeruk semangka tomat "
        "kobis bayem peyek"
    ),
    (
        "rempeyek cendol es sate tengkleng rujak lotis seragam kaos cilok siomay arit pande sabun "
        "tela gethuk lemper arem tape"
    ),
    "jeroan katering thrift brem kayu arang bambu tikar ember obat jilbab mukena",
)
TOWNS = word_set(
    "solo surakarta klaten boyolali sragen wonogiri sukoharjo karanganyar jogja",
    "yogyakarta yogya jogjakarta semarang madura kartasura palur colomadu bekonang grogol",
    "kra jateng salatiga delanggu ngawi sleman bantul gunungkidul wonosari kulonprogo",
    "wates magelang temanggung wonosobo purworejo kebumen cilacap banyumas purwokerto",
    "purbalingga banjarnegara kendal batang pekalongan pemalang tegal brebes demak kudus",
    "jepara pati rembang blora grobogan purwodadi ungaran ambarawa muntilan prambanan",
    "cawas pedan jatinom gemolong sumberlawang masaran tawangmangu matesih jumantono",
    "baturetno pracimantoro jatisrono sukodono madiun magetan ponorogo pacitan nganjuk",
    "kediri blitar tulungagung trenggalek malang batu pasuruan probolinggo lumajang",
    "jember bondowoso situbondo banyuwangi jombang mojokerto surabaya sidoarjo gresik",
    "lamongan tuban bojonegoro bangkalan sampang pamekasan sumenep caruban cepu jakarta",
    "bogor depok tangerang bekasi bandung cimahi garut tasikmalaya ciamis banjar cirebon",
    "kuningan majalengka indramayu subang purwakarta karawang sumedang sukabumi cianjur",
    "serang cilegon lebak pandeglang denpasar buleleng singaraja mataram kupang medan",
    "padang bukittinggi pariaman palembang lampung bengkulu jambi pekanbaru batam",
    "pontianak banjarmasin samarinda balikpapan makassar manado ambon jayapura",
)
