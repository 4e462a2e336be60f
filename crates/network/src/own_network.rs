//! Which addresses lie within the own network, so that nobody outside has any business naming them.

use std::net::{IpAddr, Ipv4Addr, Ipv6Addr};

/// Whether an address is none of the public network: this computer, private and link-local networks, those of a provider
/// (RFC 6598), multicast, unspecified and reserved ones, and IPv6 addresses that stand for such an IPv4 address.
pub(crate) fn is_own(address: IpAddr) -> bool {
    match address {
        IpAddr::V4(address) => is_own_v4(address),
        IpAddr::V6(address) => match embedded(address) {
            Some(inside) => is_own_v4(inside),
            None => is_own_v6(address),
        },
    }
}

/// Whether an address is one of a site: a private network, as companies and homes have them, without this computer and
/// without link-local addresses, under which clouds give out keys.
pub(crate) fn is_site(address: IpAddr) -> bool {
    let v4 = |address: Ipv4Addr| address.is_private() || is_shared(address);
    match address {
        IpAddr::V4(address) => v4(address),
        IpAddr::V6(address) => match embedded(address) {
            Some(inside) => v4(inside),
            None => address.is_unique_local(),
        },
    }
}

fn is_own_v4(address: Ipv4Addr) -> bool {
    let [first, second, third, _] = address.octets();
    address.is_loopback()
        || address.is_private()
        || address.is_link_local()
        || address.is_multicast()
        || is_shared(address)
        // "This network" (RFC 791) and the reserved addresses (RFC 1112), broadcast among them.
        || first == 0
        || first >= 240
        // IETF protocol assignments (RFC 6890).
        || (first, second, third) == (192, 0, 0)
}

/// What providers share among their customers, RFC 6598.
fn is_shared(address: Ipv4Addr) -> bool {
    let [first, second, ..] = address.octets();
    first == 100 && (64..128).contains(&second)
}

fn is_own_v6(address: Ipv6Addr) -> bool {
    let [first, second, third, ..] = address.segments();
    address.is_loopback()
        || address.is_unspecified()
        || address.is_multicast()
        || address.is_unique_local()
        || address.is_unicast_link_local()
        // Site-local addresses (RFC 3879), which some networks still have.
        || first & 0xffc0 == 0xfec0
        // Teredo (RFC 4380) tunnels to a host behind somebody's router.
        || (first, second) == (0x2001, 0)
        // NAT64 of the own network (RFC 8215).
        || (first, second, third) == (0x64, 0xff9b, 1)
}

/// The IPv4 address that an IPv6 address stands for.
fn embedded(address: Ipv6Addr) -> Option<Ipv4Addr> {
    if address.is_loopback() || address.is_unspecified() {
        return None;
    }
    let segments = address.segments();
    let of = |high: u16, low: u16| {
        let ([one, two], [three, four]) = (high.to_be_bytes(), low.to_be_bytes());
        Some(Ipv4Addr::new(one, two, three, four))
    };
    match segments {
        // Compatible, mapped (RFC 4291), translated (RFC 2765), NAT64 (RFC 6052), ISATAP (RFC 5214), 6to4 (RFC 3056).
        [0, 0, 0, 0, 0, 0 | 0xffff, high, low]
        | [0, 0, 0, 0, 0xffff, 0, high, low]
        | [0x64, 0xff9b, 0, 0, 0, 0, high, low]
        | [_, _, _, _, 0 | 0x200, 0x5efe, high, low]
        | [0x2002, high, low, ..] => of(high, low),
        _ => None,
    }
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used)]
    use super::*;

    const OWN: [&str; 40] = [
        "127.0.0.1",
        "127.255.255.254",
        "0.0.0.0",
        "0.1.2.3",
        "10.0.0.1",
        "10.255.255.255",
        "172.16.0.1",
        "172.31.255.255",
        "192.168.0.1",
        "192.168.255.255",
        "169.254.169.254",
        "100.64.0.1",
        "100.127.255.255",
        "192.0.0.8",
        "224.0.0.1",
        "239.255.255.255",
        "240.0.0.1",
        "255.255.255.255",
        "::",
        "::1",
        "::7f00:1",
        "::ffff:127.0.0.1",
        "::ffff:10.0.0.1",
        "::ffff:169.254.169.254",
        "::ffff:0:192.168.0.1",
        "64:ff9b::7f00:1",
        "64:ff9b::a00:1",
        "64:ff9b:1::808:808",
        "2002:7f00:1::",
        "2002:c0a8:1::1",
        "2001:0:808:808::1",
        "fc00::1",
        "fdff::1",
        "fe80::1",
        "febf::1",
        "fec0::1",
        "ff02::1",
        "ff0e::1",
        "2a00::5efe:10.0.0.1",
        "2a00::200:5efe:192.168.0.1",
    ];

    const PUBLIC: [&str; 14] = [
        "8.8.8.8",
        "1.1.1.1",
        "9.255.255.255",
        "11.0.0.0",
        "172.15.255.255",
        "172.32.0.0",
        "192.167.255.255",
        "100.63.255.255",
        "100.128.0.0",
        "2606:4700::1111",
        "2a00:1450::1",
        "64:ff9b::808:808",
        "::ffff:8.8.8.8",
        "2002:808:808::1",
    ];

    #[test]
    fn no_form_of_an_address_of_the_own_network_passes_for_a_public_one() {
        for address in OWN {
            assert!(is_own(address.parse().unwrap()), "a server could have {address} asked");
        }
        for address in PUBLIC {
            assert!(!is_own(address.parse().unwrap()), "pictures at {address} could not be shown");
        }
    }

    #[test]
    fn a_site_is_neither_this_computer_nor_where_clouds_give_out_keys() {
        for site in ["10.0.0.1", "172.16.0.1", "192.168.1.1", "100.64.0.1", "fd00::1", "::ffff:10.0.0.1"] {
            assert!(is_site(site.parse().unwrap()), "{site}");
        }
        for other in
            ["127.0.0.1", "::1", "169.254.169.254", "fe80::1", "0.0.0.0", "224.0.0.1", "::ffff:127.0.0.1"]
        {
            assert!(!is_site(other.parse().unwrap()), "{other}");
        }
    }
}
