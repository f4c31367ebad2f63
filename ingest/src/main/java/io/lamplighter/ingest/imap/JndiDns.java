// SPDX-License-Identifier: GPL-3.0-or-later
package io.lamplighter.ingest.imap;

import java.io.IOException;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.Hashtable;
import java.util.List;
import java.util.Locale;
import javax.naming.NameNotFoundException;
import javax.naming.NamingException;
import javax.naming.directory.Attribute;
import javax.naming.directory.DirContext;
import javax.naming.directory.InitialDirContext;

/** Asks the machine's name servers through the JDK's DNS provider. */
final class JndiDns implements Dns {

    // Somebody waits in front of the form: 1 s, then 2 s once more, and that is it.
    private static final String FIRST_TIMEOUT_MILLIS = "1000";
    private static final String TRIES = "2";

    @Override
    public List<Service> services(String name) throws IOException {
        List<Service> services = new ArrayList<>();
        for (String record : records(name, "SRV")) {
            String[] f = record.split(" ");
            services.add(new Service(Integer.parseInt(f[0]), Integer.parseInt(f[1]), Integer.parseInt(f[2]),
                    host(f[3])));
        }
        services.sort(Comparator.comparingInt(Service::priority)
                .thenComparing(Comparator.comparingInt(Service::weight).reversed()));
        return services;
    }

    @Override
    public List<String> mailExchangers(String domain) throws IOException {
        record Exchanger(int preference, String host) {}
        return records(domain, "MX").stream().map(record -> record.split(" "))
                .map(f -> new Exchanger(Integer.parseInt(f[0]), host(f[1])))
                .sorted(Comparator.comparingInt(Exchanger::preference)).map(Exchanger::host).toList();
    }

    @Override
    public boolean hasAddress(String host) throws IOException {
        return !records(host, "A").isEmpty() || !records(host, "AAAA").isEmpty();
    }

    private static String host(String name) {
        return name.toLowerCase(Locale.ROOT).replaceAll("\\.$", "");
    }

    // The DNS provider answers with text; it neither follows references nor makes objects, unlike those for LDAP and RMI.
    @SuppressWarnings("BanJNDI")
    private static List<String> records(String name, String type) throws IOException {
        Hashtable<String, String> settings = new Hashtable<>();
        settings.put("java.naming.factory.initial", "com.sun.jndi.dns.DnsContextFactory");
        settings.put("com.sun.jndi.dns.timeout.initial", FIRST_TIMEOUT_MILLIS);
        settings.put("com.sun.jndi.dns.timeout.retries", TRIES);
        try {
            DirContext dns = new InitialDirContext(settings);
            try {
                Attribute found = dns.getAttributes(name + ".", new String[]{type}).get(type);
                return found == null
                        ? List.of()
                        : Collections.list(found.getAll()).stream().map(Object::toString).toList();
            } finally {
                dns.close();
            }
        } catch (NameNotFoundException notThere) {
            return List.of();
        } catch (NamingException silent) {
            throw new IOException("no answer from the domain name system", silent);
        }
    }
}
