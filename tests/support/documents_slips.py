"""Till slips in many layouts, as shops in South-East Asia and elsewhere print them, with their truth.

They differ from the receipts of `documents_trade` in what makes real slips hard: brand names above the
company, registration numbers beside it, addresses over one to four lines, titles such as TAX INVOICE,
rounding, cash and change, service charges, tables of taxes, and dates anywhere.
"""

from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import Any, Final

from tests.support.documents_maker import CENT, Maker, cents
from tests.support.documents_sheet import Sheet

Truth = dict[str, Any]


def _words(text: str) -> tuple[str, ...]:
    return tuple(text.split(","))


_STEMS: Final = _words(
    "Seri Melur,Tanjung Bakti,Wah Leong,Golden Teak,Kim Soon Huat,Bintang Jaya,Sinar Padu,Lucky Orchid,"
    "Perdana Mewah,Hup Fatt,Mutiara Biru,Eastern Crane,Cahaya Damai,Yik Foong,Ocean Pearl,Desa Harmoni,"
    "Sun Wing,Bukit Permai,Chop Tek Guan,Silver Kite,Anggun Setia,New Lotus,Delima Raya,Tiong Hin,"
    "Greenfield,Bestway,Mega Prima,U-Save,D'Kampung,K.L. Union,A & J,99 Corner,S.P. Maju,B&B Family"
)
_TRADES: Final = _words(
    "Trading,Hardware,Mini Market,Restaurant,Bakery & Cafe,Book Store,Pharmacy,Stationery & Gifts,Auto Parts,"
    "Supermarket,Petrol Station,Electrical,Seafood Restaurant,Machinery,Department Store,Food Court,"
    "Home Deco,Marketing,Kopitiam,Frozen Food,Paper Products,Car Care,Optical,Sports World"
)
_MALAY: Final = ("Kedai Runcit", "Restoran", "Perniagaan", "Pasaraya", "Kedai Buku", "Syarikat")
_FORMS: Final = (
    "CO. (M) SDN BHD",
    "& SONS SDN BHD",
    "HOLDINGS BHD",
    "S/B",
    "SDN BHD",
    "SDN. BHD.",
    "Sdn Bhd",
    "ENTERPRISE",
    "(M) SDN BHD",
    "TRADING",
    "",
    "SDN BHD",
)
_STREETS: Final = _words(
    "JALAN MELATI {n},JLN WAWASAN {n}/{m},JALAN SS {n}/{m},JALAN TUN RAZAK,PERSIARAN SETIA {n},"
    "LORONG DELIMA {n},JALAN KENANGA {n}/{m}A,JALAN BESAR,JALAN PERUSAHAAN {n},LEBUH CANTONMENT,"
    "JALAN PJU {n}/{m},OFF JALAN KUCHAI {n}"
)
_UNITS: Final = (
    "NO. {n},",
    "NO {n}",
    "LOT {n},",
    "{n} & {m},",
    "NO.{n}-G,",
    "UNIT G-{n},",
    "{n}-{m},",
    "LOT PT {n}{m},",
)
_REGISTERED: Final = (
    "({})",
    "(CO. REG NO: {})",
    "Co Reg No: {}",
    "Reg. No. {}",
    "{}",
    "(ROC NO. {})",
    "(CO.REG : {})",
)
_ROUNDED: Final = ("Grand Total", "TOTAL ROUNDED", "NET TOTAL", "Rounded Total", "Total Payable")
_ROUNDING: Final = ("Rounding", "ROUNDING ADJ", "Rounding Adjustment", "Round. Adj.")
_NOTES: Final = (1, 5, 10, 20, 50, 100, 200, 500, 1000, 5000, 20000)
_AREAS: Final = _words(
    "TAMAN DESA,TAMAN MOLEK,BANDAR BARU,SEKSYEN {n},TAMAN PERINDUSTRIAN,KAWASAN PERINDUSTRIAN RINGAN,"
    "PUSAT BANDAR,TAMAN SRI INDAH,BANDAR PUTERI,DESA PANDAN"
)
_TOWNS: Final = (
    ("{p} PETALING JAYA", "SELANGOR", "46", "47"),
    ("{p} SHAH ALAM", "SELANGOR", "40", "40"),
    ("{p} KLANG", "SELANGOR DARUL EHSAN", "41", "42"),
    ("{p} KUALA LUMPUR", "WILAYAH PERSEKUTUAN", "50", "58"),
    ("{p} KUALA LUMPUR", "", "50", "58"),
    ("{p} JOHOR BAHRU", "JOHOR", "80", "81"),
    ("{p} IPOH", "PERAK", "30", "31"),
    ("{p} GEORGE TOWN", "PULAU PINANG", "10", "11"),
    ("{p} SEREMBAN", "NEGERI SEMBILAN", "70", "70"),
    ("{p} MELAKA", "MELAKA", "75", "75"),
    ("{p} KUANTAN", "PAHANG", "25", "25"),
)
_GOODS: Final = _words(
    "NASI LEMAK AYAM,TEH TARIK,KOPI O ICE,MEE GORENG,ROTI CANAI KOSONG,A4 PAPER 80GSM,HB PENCIL 12S,"
    "BALL PEN BLUE,GLUE STICK 21G,MASKING TAPE 24MM,LED BULB 9W,PVC PIPE 15MM,CEMENT 50KG,WALL PLUG 6MM,"
    "MINERAL WATER 1.5L,MILO 3IN1 18S,WHITE BREAD 400G,FRESH MILK 1L,CHICKEN CHOP,IKAN BAKAR,RON 95,"
    "DIESEL,SHAMPOO 340ML,TOOTHBRUSH SOFT,PLASTIC BAG,FILE ARCH LEVER 3,BATTERY AA 4S,DISHWASH 900ML,"
    "STEAMED RICE,VEGETABLE SOUP,CAR WASH,ENGINE OIL 4L,PANADOL 10S,SCREW DRIVER SET,GIFT WRAP,CAKE SLICE"
)
_PEOPLE: Final = ("AINA", "LIM", "CASHIER 1", "ADMIN", "Nurul", "SITI", "MEI LING", "USER", "RAJU", "MANAGER")
_TITLES: Final = _words(
    "TAX INVOICE,TAX INVOICE,CASH BILL,RECEIPT,INVOICE,SIMPLIFIED TAX INVOICE,CASH RECEIPT,OFFICIAL RECEIPT,"
    "CASH SALES,Tax Invoice,*** RECEIPT ***,-INVOICE-,"
)
_NUMBERS: Final = (
    ("Receipt No", "######"),
    ("Bill No.", "V##-######"),
    ("INVOICE NO", "CS000#####"),
    ("Doc No.", "CS000#####"),
    ("RECEIPT #", "R######"),
    ("Invoice No", "OR180####01####"),
    ("Slip No", "#########"),
    ("Bill#", "##-####"),
    ("Trans. No", "#######"),
)
_DATES: Final = _words(
    "%d/%m/%Y,%d/%m/%Y,%d/%m/%Y,%d-%m-%Y,%d-%m-%y,%d/%m/%y,%d %b %Y,%d-%b-%Y,%d.%m.%Y,%Y-%m-%d,%d %B %Y"
)
_TOTALS: Final = _words(
    "TOTAL,Total,Grand Total,NET TOTAL,Total Amount,TOTAL (RM),Total Sales (Inclusive of GST),AMOUNT DUE,"
    "Total Incl. GST,TOTAL ROUNDED,Nett Total,Total Payable,Total Amount (Incl GST),TOTAL RM"
)
_THANKS: Final = (
    "THANK YOU, PLEASE COME AGAIN",
    "Thank You",
    "GOODS SOLD ARE NOT RETURNABLE",
    "Exchange within 7 days with receipt",
    "PLEASE KEEP THIS RECEIPT AS PROOF OF PURCHASE",
    "*** THANK YOU ***",
    "Customer service: 1300-88-1234",
    "TERIMA KASIH, SILA DATANG LAGI",
)


@dataclass(frozen=True, slots=True)
class _Good:
    name: str
    quantity: Decimal
    price: Decimal
    amount: Decimal


@dataclass(frozen=True, slots=True)
class _Sums:
    """What is printed below the goods. `parts` are labels with amounts above the total, `rest` below."""

    parts: tuple[tuple[str, Decimal], ...]
    label: str
    total: Decimal
    rest: tuple[tuple[str, Decimal], ...]
    subtotal: Decimal | None
    tax: Decimal | None
    method: str | None
    summary: bool


class _Slip:
    """The pen of one slip and its habits."""

    def __init__(self, maker: Maker, height: float) -> None:
        rng = maker.rng
        self.maker = maker
        self.rng = rng
        width = rng.choice((204, 226, 226, 250, 290))
        self.sheet = Sheet(maker, "Receipt", (width, height), mono=True)
        self.left, self.right = rng.uniform(10, 18), width - rng.uniform(10, 18)
        self.size = rng.choice((7.0, 7.5, 8.0))
        self.centred = maker.chance(0.75)
        self.sheet.y = rng.uniform(22, 40)
        self.wide = (self.right - self.left) / (self.size * 0.6)

    def line(self, text: str, size: float | None = None, *, bold: bool = False, left: bool = False) -> None:
        """One line, centred where the head is; wrapped where it is too long."""
        points = self.size if size is None else size
        for part in self.sheet.wrap(text, self.right - self.left, points, bold):
            x = self.left
            if self.centred and not left:
                x += (self.right - self.left - self.sheet.measure(part, points, bold)) / 2
            self.sheet.text(x, self.sheet.y, part, points, bold=bold)
            self.sheet.y += points * 1.4

    def pair(self, label: str, value: str, *, bold: bool = False, size: float | None = None) -> None:
        """A label on the left and its value at the right edge."""
        points = self.size if size is None else size
        self.sheet.text(self.left, self.sheet.y, label, points, bold=bold)
        self.sheet.text(self.right, self.sheet.y, value, points, bold=bold, right=True)
        self.sheet.y += points * 1.45

    def fits(self, text: str, size: float, bold: bool = False) -> bool:
        return self.sheet.measure(text, size, bold) <= self.right - self.left

    def rule(self) -> None:
        """A line of hyphens, a drawn one, or only a gap."""
        style = self.rng.choice(("dash", "rule", "gap"))
        if style == "dash":
            count = int((self.right - self.left) / self.sheet.measure("-", self.size))
            self.sheet.text(self.left, self.sheet.y, "-" * count, self.size)
        elif style == "rule":
            self.sheet.rule(self.left, self.right, self.sheet.y - self.size / 2)
        self.sheet.y += self.size * 1.4


def draw_slip(maker: Maker) -> tuple[bytes, Truth]:
    """Drawn twice: only then is known how long the paper must be."""
    below = maker.rng.uniform(8, 40)
    state = maker.rng.getstate()
    _, _, end = _drawn(maker, 1000.0)
    maker.rng.setstate(state)
    content, truth, _ = _drawn(maker, end + below)
    return content, truth


def _drawn(maker: Maker, height: float) -> tuple[bytes, Truth, float]:
    rng = maker.rng
    goods = tuple(_good(maker) for _ in range(rng.choice((1, 1, 2, 2, 3, 4, 5, 7, 10))))
    slip = _Slip(maker, height)
    sums = _sums(maker, goods)
    day = date.fromordinal(date(2016, 1, 1).toordinal() + rng.randrange(3600))
    clock = f"{rng.randint(8, 22):02}:{rng.randint(0, 59):02}" + rng.choice(("", f":{rng.randint(0, 59):02}"))
    number_label, shape = rng.choice(_NUMBERS)
    number = maker.code(shape) if maker.chance(0.85) else None
    name, address = _head(slip)
    title = rng.choice(_TITLES)
    if title:
        slip.sheet.y += slip.size * 0.6
        slip.line(title, slip.size + rng.choice((0, 1, 2)), bold=maker.chance(0.6))
    at_foot = maker.chance(0.15)
    written = day.strftime(rng.choice(_DATES))
    if maker.chance(0.5):
        written = written.upper()
    timed = clock if maker.chance(0.8) else None
    if number:
        _meta(slip, number_label, number)
    if not at_foot:
        _dated(slip, written, timed)
    for label, value in rng.sample(_meta_lines(maker), rng.choice((0, 1, 1, 2))):
        _meta(slip, label, value)
    rows = _goods(slip, goods)
    slip.rule()
    _foot(slip, sums, goods)
    if at_foot:
        _dated(slip, written, timed)
    slip.sheet.y += slip.size
    if maker.chance(0.12):
        later = date.fromordinal(day.toordinal() + rng.randint(14, 90))
        slip.line(f"{rng.choice(('Valid until', 'Promotion ends', 'Collect by'))} {later:%d/%m/%Y}")
    for text in rng.sample(_THANKS, rng.choice((0, 1, 2, 3))):
        slip.line(text)
    truth: Truth = {
        "vendor_name": name,
        "vendor_address": address,
        "receipt_number": number,
        "date": day.isoformat(),
        "time": timed,
        "currency": "MYR",
        "subtotal": None if sums.subtotal is None else str(sums.subtotal),
        "tax": None if sums.tax is None else str(sums.tax),
        "total": str(sums.total),
        "payment_method": sums.method,
        "line_items": rows,
    }
    return slip.sheet.finish(), truth, slip.sheet.y


def _meta_lines(maker: Maker) -> list[tuple[str, str]]:
    rng = maker.rng
    return [
        ("Cashier", rng.choice(_PEOPLE)),
        ("Table", str(rng.randint(1, 40))),
        ("Counter", f"0{rng.randint(1, 9)}"),
        ("Pax(s)", str(rng.randint(1, 8))),
        ("Salesperson", rng.choice(_PEOPLE)),
    ]


def _good(maker: Maker) -> _Good:
    quantity = Decimal(maker.rng.choice((1, 1, 1, 2, 2, 3, 5, 10)))
    price = Decimal(maker.rng.choice((120, 180, 250, 390, 590, 880, 1290, 2490, 4590, 12900)))
    price = ((price + maker.rng.randint(0, 60)) / 100).quantize(CENT)
    return _Good(maker.rng.choice(_GOODS), quantity, price, cents(quantity * price))


def _head(slip: _Slip) -> tuple[str, str]:
    """The name and the lines of the address, in one of the ways that shops have."""
    maker, rng, sheet = slip.maker, slip.rng, slip.sheet
    stem, form = rng.choice(_STEMS), rng.choice(_FORMS)
    trade = rng.choice(_TRADES)
    name = f"{rng.choice(_MALAY)} {stem} {form}" if maker.chance(0.25) else f"{stem} {trade} {form}"
    name = name.strip() if maker.chance(0.2) else name.strip().upper()
    registered = maker.code(rng.choice(("######-@", "######-@", "@@0######-@", "#######-@", "2019########")))
    lines = _address(maker)
    if maker.chance(0.08):
        slip.line(rng.choice(("TAN CHAY YEE", "LEE WEI KIAT", "Customer Copy", "WELCOME", "*** COPY ***")))
    if maker.chance(0.2):
        brand = stem.upper() if maker.chance(0.5) else stem
        slip.line(brand, slip.size + rng.choice((5, 8, 11)), bold=True)
    size = slip.size + rng.choice((0, 1, 2, 3, 4))
    bold = maker.chance(0.7)
    if maker.chance(0.2) and len(name.split()) > 2:
        # Over two lines, as on narrow paper.
        words = name.split()
        at = rng.randint(max(1, len(words) - 3), len(words) - 1)
        slip.line(" ".join(words[:at]), size, bold=bold)
        slip.line(" ".join(words[at:]), size, bold=bold)
    elif maker.chance(0.2) and slip.fits(f"{name} ({registered})", slip.size, bold):
        slip.line(f"{name} ({registered})", slip.size, bold=bold)
        registered = ""
    else:
        while not slip.fits(name, size, bold) and size > slip.size:
            size -= 1
        slip.line(name, size, bold=bold)
    label = rng.choice(
        ("({})", "(CO. REG NO: {})", "Co Reg No: {}", "Reg. No. {}", "{}", "(ROC NO. {})", "(CO.REG : {})")
    )
    if registered and maker.chance(0.7):
        slip.line(label.format(registered))
    spacing = rng.uniform(0, 0.6) * slip.size
    sheet.y += spacing
    tax_number = maker.code("0000########")
    tax_label = rng.choice(("GST ID", "GST No", "GST Reg No", "GST REG. NO."))
    tax_line = f"{tax_label}{rng.choice((': ', ' : ', ' '))}{tax_number}"
    early = maker.chance(0.12)
    if early:
        slip.line(tax_line)
    for line in lines:
        slip.line(line)
    phone = maker.code(
        rng.choice(("03-####-####", "03-########", "07-### ####", "012-#######", "04-#######"))
    )
    if maker.chance(0.75):
        fax = f"  FAX: {maker.code('03-########')}" if maker.chance(0.3) else ""
        phone_label = rng.choice(("TEL", "Tel", "TEL NO", "Phone", "H/P"))
        slip.line(f"{phone_label}{rng.choice((': ', ' : ', ':'))}{phone}{fax}")
    if maker.chance(0.12):
        slip.line(f"{rng.choice(('Email', 'E-MAIL'))}: {stem.split()[0].lower().strip('.&')}@mail.example")
    if not early and maker.chance(0.65):
        slip.line(tax_line)
    sheet.y += spacing
    return name, ", ".join(line.rstrip(",. ") for line in lines)


def _address(maker: Maker) -> list[str]:
    """One to four lines, each short enough for the paper."""
    rng = maker.rng
    fill = {"n": rng.randint(1, 30), "m": rng.randint(1, 60)}
    town, state, low, high = rng.choice(_TOWNS)
    town = town.format(p=f"{rng.randint(int(low), int(high))}{rng.randint(0, 99):02}0")
    unit = rng.choice(
        (
            "NO. {n},",
            "NO {n}",
            "LOT {n},",
            "{n} & {m},",
            "NO.{n}-G,",
            "UNIT G-{n},",
            "{n}-{m},",
            "LOT PT {n}{m},",
        )
    )
    street = f"{unit} {rng.choice(_STREETS)}".format(**fill)
    area = rng.choice(_AREAS).format(**fill)
    shape = rng.choice((1, 2, 2, 3, 3, 3, 4))
    if shape == 1:
        lines = [f"{street}", f"{town}"]
    elif shape == 2:
        lines = [street, area, town]
    elif shape == 3:
        lines = [street, area, f"{town}, {state}" if state else town]
    else:
        lines = [unit.format(**fill), rng.choice(_STREETS).format(**fill), area, town, state]
    lines = [line for line in lines if line]
    ending = rng.choice((",", ",", "", ""))
    lines = [line.rstrip(",") + ending for line in lines[:-1]] + [lines[-1] + rng.choice(("", "", "."))]
    return lines if maker.chance(0.8) else [line.title() for line in lines]


def _meta(slip: _Slip, label: str, value: str) -> None:
    sign = slip.rng.choice((":", " :", ": ", " : ", " "))
    if slip.maker.chance(0.5):
        slip.line(f"{label}{sign} {value}".replace("  ", " "), left=True)
    else:
        slip.sheet.text(slip.left, slip.sheet.y, label + sign.rstrip(), slip.size)
        slip.sheet.text(slip.left + 13 * slip.size * 0.6, slip.sheet.y, value, slip.size)
        slip.sheet.y += slip.size * 1.4


def _dated(slip: _Slip, written: str, clock: str | None) -> None:
    style = slip.rng.choice(("labels", "one", "bare", "sides"))
    if style == "labels":
        _meta(slip, "Date", written)
        if clock:
            _meta(slip, "Time", clock)
    elif style == "one":
        label = slip.rng.choice(("Date", "DATE", "Inv Date", "Date/Time"))
        slip.line(f"{label}: {written} {clock or ''}".rstrip(), left=True)
    elif style == "bare" or clock is None:
        slip.line(f"{written} {clock or ''}".rstrip(), left=slip.maker.chance(0.5))
    else:
        slip.pair(f"Date: {written}", f"Time: {clock}" if slip.maker.chance(0.5) else clock)


def _goods(slip: _Slip, goods: tuple[_Good, ...]) -> list[Truth]:
    """The goods in one of three styles; the truth of their rows."""
    maker, rng, sheet = slip.maker, slip.rng, slip.sheet
    style = rng.choice(("two", "three", "columns"))
    code = f" {rng.choice(('SR', 'S', 'ZRL', 'SR'))}" if maker.chance(0.3) else ""
    slip.rule()
    right, middle = slip.right, slip.left + (slip.right - slip.left) * 0.68
    if style == "columns":
        sheet.text(slip.left, sheet.y, rng.choice(("Qty Item", "QTY DESCRIPTION")), slip.size)
        sheet.text(right, sheet.y, rng.choice(("Amount", "Amt(RM)", "RM")), slip.size, right=True)
        sheet.y += slip.size * 1.4
        slip.rule()
    for good in goods:
        amount = f"{good.amount:,}{code}"
        if style == "columns":
            sheet.text(slip.left, sheet.y, f"{good.quantity} {good.name}", slip.size)
            sheet.text(right, sheet.y, amount, slip.size, right=True)
        else:
            sheet.text(slip.left, sheet.y, good.name, slip.size)
            sheet.y += slip.size * 1.35
            if style == "three":
                sheet.text(slip.left, sheet.y, maker.code("955########"), slip.size)
            times = f"{good.quantity} {rng.choice(('x', 'X', '@'))} {good.price:,}"
            sheet.text(middle, sheet.y, times, slip.size, right=True)
            sheet.text(right, sheet.y, amount, slip.size, right=True)
        sheet.y += slip.size * 1.4
    return [
        {
            "description": good.name,
            "quantity": str(good.quantity),
            "unit_price": None if style == "columns" else str(good.price),
            "amount": str(good.amount),
        }
        for good in goods
    ]


def _sums(maker: Maker, goods: tuple[_Good, ...]) -> _Sums:
    """Discount, service, tax and rounding as they come, and how it was paid."""
    rng = maker.rng
    whole = sum((good.amount for good in goods), Decimal(0))
    parts: list[tuple[str, Decimal]] = []
    subtotal: Decimal | None = None
    tax: Decimal | None = None
    due = whole
    taxed = rng.choice(("none", "added", "within", "within"))
    if taxed != "none" or maker.chance(0.5):
        subtotal = whole
        parts.append(
            (
                rng.choice(
                    (
                        "Sub Total",
                        "SUBTOTAL",
                        "Sub-Total",
                        "Total Excl. GST" if taxed == "added" else "Subtotal",
                    )
                ),
                whole,
            )
        )
    if maker.chance(0.15):
        cut = cents(whole * rng.choice((5, 10)) / 100)
        parts.append((rng.choice(("Discount", "DISC", "Member Discount")), -cut))
        due -= cut
    if maker.chance(0.12):
        service = cents(due / 10)
        parts.append((rng.choice(("Service Charge 10%", "Svc Chg 10%")), service))
        due += service
    if taxed == "added":
        tax = cents(due * 6 / 100)
        parts.append((rng.choice(("GST 6%", "GST @6%", "Total GST", "Add GST 6%", "SST 6%")), tax))
        due += tax
    summary = taxed != "none" and maker.chance(0.45)
    if taxed == "within":
        within = cents(due * 6 / 106)
        stated = maker.chance(0.5)
        tax = within if stated or summary else None
        if stated:
            parts.append((rng.choice(("GST 6% (incl)", "Includes GST 6%", "GST Incl.")), within))
    label = rng.choice(_TOTALS)
    if maker.chance(0.12):
        free = cents(due * rng.randint(1, 9) / 10)
        taxable = due - free
        parts.append(("Total 0% Supplies", free))
        parts.append(("Total 6% Supplies (Excl. GST)", cents(taxable * 100 / 106)))
        parts.append(("Total 6% Supplies (Inc. GST)", taxable))
        label = rng.choice(("Total Payable", "Grand Total", "TOTAL DUE"))
    rounded = (due * 20).quantize(Decimal(1)) / 20
    total = rounded.quantize(CENT)
    if total != due:
        if maker.chance(0.5):
            parts.append((rng.choice(("Total", "Total Sales", "Total Incl GST")), due))
            label = rng.choice(_ROUNDED)
        parts.append((rng.choice(_ROUNDING), total - due))
    way = rng.choice(("cash", "cash", "cash", "card", "none"))
    rest: list[tuple[str, Decimal]] = []
    method: str | None = None
    if way == "cash":
        method = rng.choice(("CASH", "Cash"))
        given = next(note for note in map(Decimal, _NOTES) if note >= total)
        rest.append((method, given.quantize(CENT)))
        rest.append((rng.choice(("Change", "CHANGE", "Change Due", "Balance")), given.quantize(CENT) - total))
    elif way == "card":
        method = rng.choice(("VISA", "MASTERCARD", "Debit Card"))
        rest.append((method, total))
    return _Sums(tuple(parts), label, total, tuple(rest), subtotal, tax, method, summary)


def _foot(slip: _Slip, sums: _Sums, goods: tuple[_Good, ...]) -> None:
    maker, rng, sheet = slip.maker, slip.rng, slip.sheet
    sign = rng.choice(("", "", "RM ", "RM", "$"))
    colon = rng.choice(("", ":", " :"))

    def write(value: Decimal) -> str:
        return f"-{sign}{-value:,}" if value < 0 else f"{sign}{value:,}"

    if maker.chance(0.3):
        count = sum((good.quantity for good in goods), Decimal(0))
        slip.pair(rng.choice(("Total Qty", "Item(s)", "TOTAL ITEMS")) + colon, str(count))
    for label, value in sums.parts:
        slip.pair(label + colon, write(value))
    large = slip.size + rng.choice((0, 0, 1, 2, 4))
    slip.pair(sums.label + colon, write(sums.total), bold=maker.chance(0.6), size=large)
    if maker.chance(0.3):
        slip.rule()
    for label, value in sums.rest:
        slip.pair(label + colon, write(value))
    if sums.summary and sums.tax is not None:
        sheet.y += slip.size * 0.8
        slip.line("GST Summary", left=True)
        columns = slip.left + (slip.right - slip.left) * 0.62
        base = sums.total - sums.tax
        rows = [("Code", "Amount(RM)", "Tax(RM)"), ("SR @ 6%", f"{base:,}", f"{sums.tax:,}")]
        if maker.chance(0.4):
            rows.append(("Total", f"{base:,}", f"{sums.tax:,}"))
        for first, second, third in rows:
            sheet.text(slip.left, sheet.y, first, slip.size)
            sheet.text(columns, sheet.y, second, slip.size, right=True)
            sheet.text(slip.right, sheet.y, third, slip.size, right=True)
            sheet.y += slip.size * 1.4
