"""Makes the test vectors of docs/protocol.md, with nothing but Python's standard library.

    python3 tests/vectors/make.py

Written from the document, not from the code under test, and sharing nothing with it; it writes one
JSON file beside itself for each subject. AES-GCM is spelled out here, as the library has none: it is
slow and leaks time, which is of no matter for test vectors.
"""

import base64
import hashlib
import hmac
import json
import pathlib

HERE = pathlib.Path(__file__).parent


def b64(raw):
    return base64.urlsafe_b64encode(raw).rstrip(b"=").decode()


def lp(*parts):
    return b"".join(len(part).to_bytes(4, "big") + part for part in parts)


def hkdf(secret, salt, info, length):
    prk = hmac.new(salt, secret, hashlib.sha256).digest()
    out, block, count = b"", b"", 0
    while len(out) < length:
        count += 1
        block = hmac.new(prk, block + info + bytes([count]), hashlib.sha256).digest()
        out += block
    return out[:length]


def sha256(data):
    return hashlib.sha256(data).digest()


def seeded(label, length=32):
    """Bytes that anybody can make again: SHA-256 of a label."""
    return sha256(b"kibitz test vectors: " + label.encode())[:length]


def epoch8(epoch):
    return epoch.to_bytes(8, "big")


# --- AES-256 (FIPS 197) and GCM (NIST SP 800-38D) -----------------------------------------------


def xtime(byte):
    return ((byte << 1) ^ (0x1B if byte & 0x80 else 0)) & 0xFF


def times(a, b):
    product = 0
    while b:
        if b & 1:
            product ^= a
        a, b = xtime(a), b >> 1
    return product


def make_sbox():
    box = []
    for byte in range(256):
        inverse = next((x for x in range(256) if times(byte, x) == 1), 0)
        value = 0x63
        for turn in range(5):
            value ^= ((inverse << turn) | (inverse >> (8 - turn))) & 0xFF
        box.append(value)
    return box


SBOX = make_sbox()


def aes256_round_keys(key):
    words = [list(key[i : i + 4]) for i in range(0, 32, 4)]
    rcon = 1
    for i in range(8, 60):
        word = list(words[i - 1])
        if i % 8 == 0:
            word = [SBOX[b] for b in word[1:] + word[:1]]
            word[0] ^= rcon
            rcon = xtime(rcon)
        elif i % 8 == 4:
            word = [SBOX[b] for b in word]
        words.append([a ^ b for a, b in zip(words[i - 8], word)])
    return [sum(words[i : i + 4], []) for i in range(0, 60, 4)]


def aes256_block(round_keys, block):
    state = [a ^ b for a, b in zip(block, round_keys[0])]
    for number, round_key in enumerate(round_keys[1:], 1):
        state = [SBOX[b] for b in state]
        state = [state[(i + 4 * (i % 4)) % 16] for i in range(16)]
        if number < 14:
            mixed = []
            for c in range(0, 16, 4):
                a, b, d, e = state[c : c + 4]
                mixed += [
                    times(a, 2) ^ times(b, 3) ^ d ^ e,
                    a ^ times(b, 2) ^ times(d, 3) ^ e,
                    a ^ b ^ times(d, 2) ^ times(e, 3),
                    times(a, 3) ^ b ^ d ^ times(e, 2),
                ]
            state = mixed
        state = [a ^ b for a, b in zip(state, round_key)]
    return bytes(state)


def ghash(h, data):
    y = 0
    for i in range(0, len(data), 16):
        y ^= int.from_bytes(data[i : i + 16], "big")
        product, v = 0, h
        for bit in range(127, -1, -1):
            if (y >> bit) & 1:
                product ^= v
            v = (v >> 1) ^ ((0xE1 << 120) if v & 1 else 0)
        y = product
    return y.to_bytes(16, "big")


def filled(data):
    return data + bytes(-len(data) % 16)


def aes256_gcm(key, nonce, aad, plain):
    keys = aes256_round_keys(key)
    h = int.from_bytes(aes256_block(keys, bytes(16)), "big")
    pad = b"".join(
        aes256_block(keys, nonce + (2 + i).to_bytes(4, "big")) for i in range(len(filled(plain)) // 16)
    )
    cipher = bytes(a ^ b for a, b in zip(plain, pad))
    lengths = (len(aad) * 8).to_bytes(8, "big") + (len(cipher) * 8).to_bytes(8, "big")
    tag = ghash(h, filled(aad) + filled(cipher) + lengths)
    mask = aes256_block(keys, nonce + (1).to_bytes(4, "big"))
    return cipher + bytes(a ^ b for a, b in zip(tag, mask))


def check_aes_gcm():
    """A known answer: test case 16 of the GCM submission."""
    key = bytes.fromhex("feffe9928665731c6d6a8f9467308308" * 2)
    nonce = bytes.fromhex("cafebabefacedbaddecaf888")
    aad = bytes.fromhex("feedfacedeadbeeffeedfacedeadbeefabaddad2")
    plain = bytes.fromhex(
        "d9313225f88406e5a55909c5aff5269a86a7a9531534f7da2e4c303d8a318a72"
        "1c3c0c95956809532fcf0e2449a6b525b16aedf5aa0de657ba637b39"
    )
    assert aes256_gcm(key, nonce, aad, plain)[-16:].hex() == "76fc6ece0f4e1768cddf8853bb2d551b"


# --- ECDSA's curve: P-256 (NIST SP 800-186) ------------------------------------------------------

P = 2**256 - 2**224 + 2**192 + 2**96 - 1
G = (
    0x6B17D1F2E12C4247F8BCE6E563A440F277037D812DEB33A0F4A13945D898C296,
    0x4FE342E2FE1A7F9B8EE7EB4A7C0F9E162BCE33576B315ECECBB6406837BF51F5,
)


def point_sum(a, b):
    if a is None or b is None:
        return b if a is None else a
    if a[0] == b[0] and (a[1] + b[1]) % P == 0:
        return None
    if a == b:
        slope = (3 * a[0] * a[0] - 3) * pow(2 * a[1], -1, P)
    else:
        slope = (b[1] - a[1]) * pow(b[0] - a[0], -1, P)
    x = (slope * slope - a[0] - b[0]) % P
    return x, (slope * (a[0] - x) - a[1]) % P


def public_point(scalar):
    point, step = None, G
    for bit in range(256):
        if scalar >> bit & 1:
            point = point_sum(point, step)
        step = point_sum(step, step)
    return b"".join(part.to_bytes(32, "big") for part in point)


def check_public_point():
    """A known answer: twice the base point."""
    assert public_point(2).hex().startswith("7cf27b188d034f7e8a52380304b51ac3c08969e277f21b35a60b48fc47669978")


# --- ECDSA with SHA-256 (FIPS 186-5), nonces by RFC 6979: the same signature each time --------------

N = 0xFFFFFFFF00000000FFFFFFFFFFFFFFFFBCE6FAADA7179E84F3B9CAC2FC632551


def nonces(scalar, digest):
    """RFC 6979, section 3.2."""
    seed = scalar + (int.from_bytes(digest, "big") % N).to_bytes(32, "big")
    value, key = b"\x01" * 32, bytes(32)
    for step in (b"\x00", b"\x01"):
        key = hmac.new(key, value + step + seed, hashlib.sha256).digest()
        value = hmac.new(key, value, hashlib.sha256).digest()
    while True:
        value = hmac.new(key, value, hashlib.sha256).digest()
        yield int.from_bytes(value, "big")
        key = hmac.new(key, value + b"\x00", hashlib.sha256).digest()
        value = hmac.new(key, value, hashlib.sha256).digest()


def signature(scalar, message):
    digest = sha256(message)
    for nonce in nonces(scalar, digest):
        if not 0 < nonce < N:
            continue
        r = int.from_bytes(public_point(nonce)[:32], "big") % N
        s = pow(nonce, -1, N) * (int.from_bytes(digest, "big") + r * int.from_bytes(scalar, "big")) % N
        if r and s:
            return r.to_bytes(32, "big") + s.to_bytes(32, "big")


def check_signature():
    """A known answer: RFC 6979, appendix A.2.5, SHA-256 of "sample"."""
    scalar = bytes.fromhex("c9afa9d845ba75166b5c215767b1d6934e50c3db36e89b127b8a622b120f6721")
    assert signature(scalar, b"sample").hex() == (
        "efd48b2aacb6a8fd1140dd9cd45e81d69d2c877b56aaf991c34d0ea84eaf3716"
        "f7cb1c942d657c41d436c7a1b6e29f65f3e900dbb9aff4064dc4ab2f843acda8"
    )


# --- The subjects ---------------------------------------------------------------------------------


def link_keys():
    cases = []
    for room, key, settings in [
        ("tuesday", None, None),
        ("a", None, None),
        ("tuesday", bytes(16), None),
        ("tuesday", seeded("key", 16), None),
        ("blue-heron-42", seeded("key", 16), None),
        ("x" * 40, b"\xff" * 16, None),
        ("tuesday", None, "cap=2"),
        ("tuesday", seeded("key", 16), "cap=64"),
        ("tuesday", seeded("key", 16), "host=name.Zo%C3%AB%20O%27Hara%2E"),
        ("tuesday", seeded("key", 16), "cap=4&host=key." + b64(bytes(range(140)))),
        ("tuesday", seeded("key", 16), "cap=4&host=key." + b64(bytes(range(140))) + "&first=host"),
    ]:
        scheme = "named" if key is None else "keyed"
        secret = room.encode() if key is None else key

        def derive(what, length):
            bound = [room.encode()] + ([] if settings is None else [settings.encode()])
            info = lp(f"kibitz/v1/{scheme}/{what}".encode(), *bound)
            return hkdf(secret, bytes(32), info, length)

        cases.append({
            "room": room,
            "key": None if key is None else b64(key),
            "settings": settings or "",
            "address": derive("address", 16).hex(),
            "signalKey": None if key is None else derive("signal", 32).hex(),
        })
    return cases


def host_keys():
    cases = []
    for index, (room, password, normalised) in enumerate([
        ("tuesday", "correct horse", "correct horse"),
        ("blue-heron-42", "Z\u006f\u0065\u0308 \ufb01n \u2168", "Zo\u00eb fin IX"),
        ("x" * 40, "\U0001f511", "\U0001f511"),
    ]):
        scalar = seeded(f"host key {index}")
        public = public_point(int.from_bytes(scalar, "big"))
        salt, nonce = seeded(f"host key {index} salt", 16), seeded(f"host key {index} nonce", 12)
        rounds = 1_000_000
        key = hashlib.pbkdf2_hmac("sha256", normalised.encode(), salt, rounds, 32)
        aad = lp(b"kibitz/v1/host-key", room.encode(), public, str(rounds).encode())
        cases.append({
            "room": room,
            "password": password,
            "salt": salt.hex(),
            "nonce": nonce.hex(),
            "publicKey": b64(public),
            "scalar": b64(scalar),
            "sealed": b64(public + salt + nonce + aes256_gcm(key, nonce, aad, scalar)),
        })
    return cases


def sealed_signals():
    cases = []
    for index, (kind, content) in enumerate([
        ("OFFER", {"kind": "offer", "link": "0123456789abcdef", "sdp": "v=0\r\n" + "a=x\r\n" * 120}),
        ("ANSWER", {"kind": "answer", "link": "0123456789abcdef", "sdp": "v=0\r\n"}),
        ("CANDIDATE", {"kind": "candidate", "link": "0123456789abcdef", "candidate": {
            "candidate": "candidate:1 1 udp 2122260223 192.0.2.7 50000 typ host",
            "sdpMid": "0", "sdpMLineIndex": 0}}),
        ("LEAVE", {"kind": "bye", "link": "fedcba9876543210"}),
    ]):
        link_key, room = seeded("key", 16), "tuesday"
        key = hkdf(link_key, bytes(32), lp(b"kibitz/v1/keyed/signal", room.encode()), 32)
        src, dst = seeded("alice", 16).hex(), seeded("bob", 16).hex()
        nonce, at = seeded(f"nonce {index}", 12), 1_790_000_000_000 + index
        text = json.dumps({"at": at, "signal": content}, separators=(",", ":")).encode()
        padded = len(text).to_bytes(4, "big") + text
        padded += bytes(512 - len(padded) if len(padded) <= 512 else -len(padded) % 4096)
        aad = lp(b"kibitz/signal/v1", kind.encode(), src.encode(), dst.encode())
        cases.append({
            "room": room,
            "key": b64(link_key),
            "type": kind,
            "src": src,
            "dst": dst,
            "at": at,
            "signal": content,
            "nonce": nonce.hex(),
            "associatedData": aad.hex(),
            "payload": {"v": 1, "sealed": b64(nonce + aes256_gcm(key, nonce, aad, padded))},
        })
    return cases


class Person:
    """Somebody with a seat. The people of the examples in docs/protocol.md are these."""

    def __init__(self, name, id):
        self.id = id
        self.scalar = seeded(f"seat {name}")
        self.seat = b64(public_point(int.from_bytes(self.scalar, "big")))
        self.certificate = seeded(f"certificate {name}").hex()

    def sign(self, *parts):
        return b64(signature(self.scalar, texts(*parts)))


ADA = Person("ada", seeded("alice", 16).hex())
BEN = Person("ben", seeded("bob", 16).hex())
CLEO = Person("cleo", "9b1c5d7e3f2a4b6c8d0e1f2a3b4c5d6e")


def texts(*parts):
    """What is signed is texts: the UTF-8 bytes of each, behind their length."""
    return lp(*(part.encode() for part in parts))


def claim_parts(scope, id, certificate):
    return "kibitz/v1/seat", scope, id, certificate or ""


def signal_parts(scope, type, src, dst, signal, n):
    if signal["kind"] == "candidate":
        candidate = signal["candidate"]
        index = candidate["sdpMLineIndex"]
        content = [candidate["candidate"], candidate["sdpMid"] or "", "" if index is None else str(index)]
    else:
        content = [signal["sdp"]]
    return "kibitz/v1/signal", scope, type, src, dst, signal["link"], str(n), *content


def description(person):
    """The part of a description by which it names a certificate."""
    pairs = ":".join(person.certificate[i:i + 2].upper() for i in range(0, 64, 2))
    return f"v=0\r\n...\r\na=fingerprint:sha-256 {pairs}\r\n...\r\n"


def signatures():
    named = "tuesday?cap=4&host=name.Zo%C3%AB"
    # The room of the first case of host_keys.json.
    host_scalar = seeded("host key 0")
    host_key = b64(public_point(int.from_bytes(host_scalar, "big")))
    hosted = "tuesday?host=key." + host_keys()[0]["sealed"]

    def by_host(*parts):
        return b64(signature(host_scalar, texts(*parts)))

    claims = []
    for scope, person, certificate in [
        ("tuesday?", ADA, ADA.certificate),
        ("tuesday?", BEN, BEN.certificate),
        ("tuesday?", CLEO, CLEO.certificate),
        ("tuesday?", ADA, None),
        (named, ADA, ADA.certificate),
        (hosted, BEN, BEN.certificate),
    ]:
        parts = claim_parts(scope, person.id, certificate)
        claims.append({
            "scope": scope,
            "id": person.id,
            "scalar": b64(person.scalar),
            "claim": {"seat": person.seat, "certificate": certificate, "proof": person.sign(*parts)},
            "bytes": texts(*parts).hex(),
        })

    passes = []
    for certificate in [BEN.certificate, None]:
        pass_parts = "kibitz/v1/pass", hosted, BEN.seat, BEN.id, certificate or ""
        passes.append({
            "scope": hosted,
            "host": host_key,
            "seat": BEN.seat,
            "id": BEN.id,
            "certificate": certificate,
            "pass": by_host(*pass_parts),
            "bytes": texts(*pass_parts).hex(),
        })

    policies = []
    for policy in [
        {
            "version": 1_790_000_000_000, "session": seeded("session", 16).hex(),
            "ends": 1_790_043_200_000, "lobby": False, "locked": False, "seated": [], "removed": [],
            "roles": [], "grants": [], "reset": 0,
        },
        {
            "version": 1_790_000_060_000, "session": seeded("session", 16).hex(),
            "ends": 1_790_043_260_000, "lobby": True, "locked": True, "seated": [ADA.seat, BEN.seat],
            "removed": [{"seat": CLEO.seat, "certificate": CLEO.certificate}],
            "roles": [{"seat": ADA.seat, "label": "Présidente"}],
            "grants": [{"seat": ADA.seat, "without": ["speak", "show", "send-chat"]}], "reset": 1,
        },
    ]:
        text = json.dumps(policy, separators=(",", ":"), ensure_ascii=False)
        parts = "kibitz/v1/policy", hosted, text
        policies.append({
            "scope": hosted,
            "host": host_key,
            "signed": {"policy": text, "signature": by_host(*parts)},
            "bytes": texts(*parts).hex(),
        })

    commands = []
    for index, act in enumerate([
        {"do": "host"},
        {"do": "policy", "signed": policies[1]["signed"]},
        {"do": "deny", "guest": CLEO.id},
        {"do": "mute"},
        {"do": "rekey", "generation": 1, "key": b64(seeded("new key", 16))},
    ]):
        text = json.dumps({
            "room": seeded("an address", 16).hex(), "seat": BEN.seat, "by": BEN.certificate,
            "at": 1_790_000_000_000, "nonce": seeded(f"command {index}", 16).hex(), "act": act,
        }, separators=(",", ":"), ensure_ascii=False)
        parts = "kibitz/v1/command", text
        commands.append({
            "room": seeded("an address", 16).hex(),
            "host": host_key,
            "seat": BEN.seat,
            "certificate": BEN.certificate,
            "at": 1_790_000_000_000,
            "signed": {"command": text, "signature": by_host(*parts)},
            "bytes": texts(*parts).hex(),
        })

    address = next(
        case["address"] for case in link_keys()
        if (case["room"], case["key"], case["settings"]) == ("tuesday", b64(seeded("key", 16)), "")
    )
    candidate = "candidate:1 1 udp 2122260223 192.0.2.7 50014 typ host"
    link = "0123456789abcdef"
    signals = []
    for type, scope, author, src, dst, n, signal in [
        ("OFFER", "tuesday?", ADA, ADA.id, address, 1, {"kind": "offer", "link": link, "sdp": description(ADA)}),
        ("ANSWER", "tuesday?", BEN, address, ADA.id, 7, {"kind": "answer", "link": link, "sdp": description(BEN)}),
        ("CANDIDATE", "tuesday?", BEN, BEN.id, ADA.id, 8, {"kind": "candidate", "link": link, "candidate": {
            "candidate": candidate, "sdpMid": "0", "sdpMLineIndex": 0}}),
        ("CANDIDATE", named, ADA, ADA.id, BEN.id, 0, {"kind": "candidate", "link": link, "candidate": {
            "candidate": candidate, "sdpMid": None, "sdpMLineIndex": None}}),
        ("OFFER", hosted, ADA, ADA.id, CLEO.id, 2**53 - 1, {"kind": "offer", "link": link, "sdp": description(ADA)}),
    ]:
        parts = signal_parts(scope, type, src, dst, signal, n)
        by = {"seat": author.seat, "n": n, "proof": author.sign(*parts)}
        signals.append({
            "scope": scope,
            "type": type,
            "src": src,
            "dst": dst,
            "signal": {**signal, "by": by},
            "bytes": texts(*parts).hex(),
        })
    return {"claims": claims, "passes": passes, "policies": policies, "commands": commands, "signals": signals}


def shown(six):
    value = int.from_bytes(six, "big") >> 6
    digits = f"{value:013d}"
    return {
        "bytes": six.hex(),
        "emoji": [(value >> shift) & 63 for shift in range(36, -1, -6)],
        "digits": f"{digits[:3]} {digits[3:6]} {digits[6:9]} {digits[9:]}",
    }


def pair_codes():
    cases = []
    for index, (room, epoch) in enumerate([
        ("tuesday", 1), ("tuesday", 2), ("blue-heron-42", 1), ("x" * 40, 1_000_000),
    ]):
        ends = [
            {"fp": seeded(f"certificate {index} {who}"), "nonce": seeded(f"nonce {index} {who}")}
            for who in ("alice", "bob")
        ]

        def commit(own, peer):
            return sha256(lp(
                b"kibitz/sas/v1/commit", room.encode(), epoch8(epoch), own["fp"], peer["fp"], own["nonce"]
            ))

        low, high = sorted(ends, key=lambda end: end["fp"])
        info = b"kibitz/sas/v1/emoji" + epoch8(epoch) + low["fp"] + high["fp"]
        six = hkdf(low["nonce"] + high["nonce"], sha256(room.encode()), info, 6)
        cases.append({
            "room": room,
            "epoch": epoch,
            "ends": [
                {
                    "fingerprint": own["fp"].hex(),
                    "nonce": own["nonce"].hex(),
                    "commit": b64(commit(own, peer)),
                    "reveal": b64(own["nonce"]),
                }
                for own, peer in (ends, ends[::-1])
            ],
            "code": shown(six),
        })
    return cases


def long_codes():
    cases = []
    for index, room in enumerate(["tuesday", "blue-heron-42", "a"]):
        pair = [seeded(f"certificate {index} {who}") for who in ("alice", "bob")]
        salt = lp(b"kibitz/long/v1", room.encode())
        out = hashlib.pbkdf2_hmac("sha512", b"".join(sorted(pair)), salt, 10_000, 60)
        cases.append({
            "room": room,
            "fingerprints": [fp.hex() for fp in pair],
            "code": [f"{int.from_bytes(out[i:i + 5], 'big') % 100_000:05d}" for i in range(0, 60, 5)],
        })
    return cases


def group_codes():
    cases = []
    for index, (room, epoch, count) in enumerate([
        ("tuesday", 1, 2), ("tuesday", 7, 5), ("blue-heron-42", 2**40 + 3, 8), ("a", 2**53 - 1, 50),
    ]):
        members = [
            {"fp": seeded(f"group {index} member {n}"), "nonce": seeded(f"group {index} nonce {n}")}
            for n in range(count)
        ]
        ordered = sorted(members, key=lambda member: member["fp"])
        roster = sha256(lp(*(member["fp"] for member in ordered)))
        info = b"kibitz/group/v1/emoji" + epoch8(epoch) + roster
        six = hkdf(b"".join(m["nonce"] for m in ordered), sha256(room.encode()), info, 6)
        cases.append({
            "room": room,
            "epoch": epoch,
            "roster": roster.hex(),
            "members": [
                {
                    "fingerprint": m["fp"].hex(),
                    "nonce": m["nonce"].hex(),
                    "commit": b64(sha256(lp(
                        b"kibitz/group/v1/commit", room.encode(), epoch8(epoch), roster, m["fp"], m["nonce"]
                    ))),
                }
                for m in members
            ],
            "code": shown(six),
        })
    return cases


if __name__ == "__main__":
    check_aes_gcm()
    check_public_point()
    check_signature()
    for make in (link_keys, host_keys, signatures, sealed_signals, pair_codes, long_codes, group_codes):
        path = HERE / f"{make.__name__}.json"
        path.write_text(json.dumps(make(), indent=2) + "\n")
        print(path.name)
