// Addresses are values like others: parsed, compared, masked and printed, though there is no network.
use std::net::{IpAddr, Ipv4Addr, Ipv6Addr, SocketAddr};

fn main() {
    let home: IpAddr = "127.0.0.1".parse().expect("an address of this machine");
    println!("{home} {} |{home:>12}|{:<7}|", home.is_loopback(), Ipv4Addr::new(1, 2, 3, 4)); //~ PRINTS: 127.0.0.1 true |   127.0.0.1|1.2.3.4|
    println!("{:?}", "01.2.3.4".parse::<Ipv4Addr>()); //~ PRINTS: Err(AddrParseError(Ipv4))
    println!("{}", "1.2.3".parse::<IpAddr>().unwrap_err()); //~ PRINTS: invalid IP address syntax
    for text in ["::", "1:0:0:2:0:0:0:3", "::ffff:192.0.2.128", "1:2:3:4:5:6:1.2.3.4", "1::2::3", "1:2:3:4:5:6:7"] {
        let parsed = text.parse::<Ipv6Addr>().map_or_else(|error| format!("{text}: {error}"), |address| address.to_string());
        println!("{parsed}"); //~ PRINTS: ::\n1:0:0:2::3\n::ffff:192.0.2.128\n1:2:3:4:5:6:102:304\n1::2::3: invalid IPv6 address syntax\n1:2:3:4:5:6:7: invalid IPv6 address syntax
    }
    let mut socket = SocketAddr::from(([192, 168, 0, 7], 8080));
    socket.set_ip(IpAddr::V6(Ipv6Addr::LOCALHOST));
    println!("{socket} {:?} {:?}", "[fe80::1%3]:1".parse::<SocketAddr>(), "1.2.3.4:65536".parse::<SocketAddr>().is_err()); //~ PRINTS: [::1]:8080 Ok([fe80::1%3]:1) true
    let network = Ipv4Addr::from(0xc0a8_0107) & Ipv4Addr::new(255, 255, 0, 0);
    println!("{network} {} {:?}", network.is_private(), network.to_ipv6_mapped().to_ipv4()); //~ PRINTS: 192.168.0.0 true Some(192.168.0.0)
}
