package com.helpdeskly.system.hostile;

import com.helpdeskly.system.published.HostileTarget;
import jakarta.json.JsonObject;
import jakarta.json.JsonValue;
import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.regex.Matcher;

/**
 * Requests that no honest client sends. The number of a request and the seed decide all of it, so that each can be sent
 * again alone.
 */
final class HostileRequests {
    private static final int LARGEST_BODY = 1_048_576;

    private static final List<String> SEGMENTS = List.of(
            "..",
            "%2e%2e",
            "%2e%2e%2f%2e%2e%2fetc%2fpasswd",
            "%00",
            "%zz",
            "%",
            "%c0%ae%c0%ae",
            "%ff",
            "%ed%a0%80",
            "%f0%9f%94%a5",
            "' or '1'='1",
            "%27%20or%201=1--",
            "$%7Bjndi:ldap://x%7D",
            "#{7*7}",
            "{x}",
            "a|b",
            "a^b",
            ";a=b",
            ";jsessionid=1",
            "\\..\\..",
            "//",
            "-1",
            "0",
            "9999999999999999999999",
            "1e9",
            "null",
            "true",
            "%0d%0aX-Evil:1",
            "%e2%80%ae",
            "00000000-0000-0000-0000-000000000000",
            "{",
            "<script>",
            "%3Cscript%3E",
            "WEB-INF",
            "META-INF");

    private static final List<String> VALUES = List.of(
            "",
            "null",
            "0",
            "-1",
            "1e400",
            "-1e400",
            "0.1e-999999",
            "123456789012345678901234567890",
            "true",
            "[]",
            "{}",
            "[[]]",
            "[null]",
            "{\"a\":{}}",
            "\"\"",
            "\"\\u0000\"",
            "\"\\ud800\"",
            "\"\\udfff\\ud800\"",
            "\" \"",
            "\"\\u202e\"",
            "NaN",
            "Infinity",
            "'x'",
            "undefined",
            "\"2026-13-45T99:99:99Z\"",
            "[\"\\u0000\"]",
            "\"../../etc/passwd\"");

    private static final List<String> HEADERS = List.of(
            "Content-Type",
            "Accept",
            "Accept-Language",
            "Accept-Encoding",
            "X-Tenant-Slug",
            "X-Request-Id",
            "Authorization",
            "If-Match",
            "If-None-Match",
            "If-Modified-Since",
            "Idempotency-Key",
            "Range",
            "Last-Event-ID",
            "Cookie",
            "Origin",
            "Referer",
            "X-Forwarded-For",
            "X-Forwarded-Host",
            "Forwarded",
            "Expect",
            "Upgrade",
            "X-HTTP-Method-Override",
            "TE",
            "Content-Encoding",
            "Content-Language",
            "From",
            "Via",
            "Max-Forwards");

    private static final List<String> HEADER_VALUES = List.of(
            "",
            "\"",
            "\";",
            ";",
            ",",
            ";;;==",
            "*/*;q=2",
            "application/json; charset=none",
            "multipart/form-data",
            "multipart/form-data; boundary=",
            "text/plain; charset=utf-7",
            "\u00ff\u00fe",
            "a\tb",
            "bytes=-",
            "bytes=9-1",
            "bytes=0-99999999999999999999",
            "bytes=" + "0-1,".repeat(500),
            "Bearer ",
            "Bearer a.b.c",
            "Bearer \u0000",
            "Basic YTpi",
            "Digest x",
            "Bearer " + "A".repeat(7000),
            "W/",
            "\"unclosed",
            "*",
            "100-continue",
            "h2c",
            "websocket",
            "gzip",
            "gzip, br;q=x",
            "%0d%0aSet-Cookie:x=1",
            "a".repeat(4000),
            "\u0001",
            "() { :; }",
            "a=b; a=b; =; ;",
            "Thu, 99 Foo 9999 99:99:99 GMT",
            "..",
            "../..",
            "ACME",
            "api",
            "-",
            "a_b",
            "\u00e4");

    private static final List<String> METHODS =
            List.of("GET", "POST", "PUT", "PATCH", "DELETE", "HEAD", "OPTIONS", "PROPFIND", "get", "FOO");

    private final long seed;
    private final List<HostileTarget> targets;

    HostileRequests(long seed, List<HostileTarget> targets) {
        this.seed = seed;
        this.targets = targets;
    }

    /**
     * Bytes for a server.
     *
     * @param whole whether the server can see where it ends, and so has to answer
     */
    record Request(HostileTarget target, byte[] bytes, boolean whole) {
        /** Its beginning, to be shown. */
        String shown() {
            String text = new String(bytes, StandardCharsets.ISO_8859_1).replace("\r\n", "\n  ");
            return text.substring(0, Math.min(1500, text.length()));
        }
    }

    /** The request of a number. */
    Request get(int number) {
        return new Draft(new Random(seed * 1_000_003 + number)).request();
    }

    /** A request in the making. */
    private final class Draft {
        private final Random random;
        private final HostileTarget target;
        private final Map<String, String> headers = new LinkedHashMap<>();
        private String method;
        private String path;
        private byte[] body;

        Draft(Random random) {
            this.random = random;
            this.target = one(targets);
            this.method = target.method();
            this.path = target.base() + target.path().replaceAll("\\{[^}]+}", "00000000-0000-7000-8000-000000000000");
            headers.put("Host", target.host());
            target.headers().forEach(headers::put);
            target.example().ifPresent(example -> {
                headers.put("Content-Type", "application/json");
                body = utf8(example.toString());
            });
        }

        Request request() {
            int wounds = 1 + random.nextInt(2);
            for (int i = 0; i < wounds; i++) {
                wound();
            }
            return random.nextInt(40) == 0 ? half() : whole();
        }

        private void wound() {
            switch (random.nextInt(12)) {
                case 0, 1 ->
                    path = path.replaceFirst("[0-9a-f-]{36}|/[a-z-]+$", "/" + Matcher.quoteReplacement(one(SEGMENTS)));
                case 2, 3 -> path += (path.contains("?") ? "&" : "?") + query();
                case 4, 5 -> headers.put(one(HEADERS), one(HEADER_VALUES));
                case 6 -> body = cut(anyBody());
                case 7 -> body = deep();
                case 8, 9 -> body = wrongType();
                case 10 -> body = unicode();
                default -> rare();
            }
        }

        private void rare() {
            switch (random.nextInt(8)) {
                case 0 -> method = one(METHODS);
                case 1 ->
                    headers.put(
                            "Host",
                            one(List.of(
                                    "",
                                    "a b",
                                    "[::1",
                                    "\u00ff",
                                    "..",
                                    "-",
                                    "a:b:c",
                                    "x".repeat(300),
                                    "a<b",
                                    "a:99999")));
                case 2 -> body = multipart();
                case 3 -> body = noise(random.nextInt(4000));
                case 4 ->
                    body = " "
                            .repeat(
                                    random.nextInt(40) == 0
                                            ? LARGEST_BODY + 1 + random.nextInt(1000)
                                            : random.nextInt(200_000))
                            .getBytes(StandardCharsets.US_ASCII);
                case 5 -> path = path + "/" + "a".repeat(random.nextInt(6000));
                case 6 -> headers.put("X-" + "A".repeat(random.nextInt(200)), "b".repeat(random.nextInt(7000)));
                default -> path = one(List.of("//", "/./", "/x/../", "/%2f", "/;x/", "/\\")) + path.substring(1);
            }
        }

        private String query() {
            List<String> names = new ArrayList<>(target.queryParameters());
            names.addAll(List.of("limit", "cursor", "q", "x", "", "%00", "[]", "limit%5B%5D"));
            String value =
                    random.nextBoolean() ? one(SEGMENTS).replace(' ', '+') : encoded(text(1 + random.nextInt(30)));
            return one(names) + "=" + value;
        }

        private byte[] anyBody() {
            return body == null ? utf8("{\"title\":\"x\",\"description\":\"y\"}") : body;
        }

        private byte[] cut(byte[] whole) {
            int end = random.nextInt(whole.length + 1);
            byte[] cut = new byte[end];
            System.arraycopy(whole, 0, cut, 0, end);
            if (end > 0 && random.nextBoolean()) {
                cut[random.nextInt(end)] = (byte) random.nextInt(256);
            }
            return cut;
        }

        private byte[] deep() {
            int depth = 10 + random.nextInt(random.nextInt(20) == 0 ? 100_000 : 2_000);
            String open = one(List.of("[", "{\"a\":", "[{\"title\":"));
            return utf8("{\"title\":" + open.repeat(depth) + (random.nextBoolean() ? "1" : ""));
        }

        /** One field of the example has a value that it must not have. */
        private byte[] wrongType() {
            Map<String, String> fields = fields();
            String name = fields.isEmpty() ? "title" : one(List.copyOf(fields.keySet()));
            fields.put(name, one(VALUES));
            if (random.nextInt(5) == 0) {
                fields.put(
                        one(List.of("", "id", "tenantId", "tenant_id", "version", "__proto__", "\\u0000", "role")),
                        one(VALUES));
            }
            return object(fields);
        }

        private byte[] unicode() {
            Map<String, String> fields = fields();
            String name = fields.isEmpty() ? "title" : one(List.copyOf(fields.keySet()));
            fields.put(name, '"' + text(1 + random.nextInt(300)) + '"');
            return object(fields);
        }

        private Map<String, String> fields() {
            Map<String, String> fields = new LinkedHashMap<>();
            target.example()
                    .map(JsonObject::entrySet)
                    .ifPresent(entries -> entries.forEach((Map.Entry<String, JsonValue> entry) ->
                            fields.put(entry.getKey(), entry.getValue().toString())));
            return fields;
        }

        private byte[] object(Map<String, String> fields) {
            StringBuilder json = new StringBuilder("{");
            fields.forEach((name, value) -> json.append(json.length() > 1 ? "," : "")
                    .append('"')
                    .append(name)
                    .append("\":")
                    .append(value));
            return utf8(json.append('}').toString());
        }

        /** Characters of every plane of Unicode, also such that are none. */
        private String text(int length) {
            StringBuilder text = new StringBuilder();
            for (int i = 0; i < length; i++) {
                int plane = random.nextInt(17);
                int point = (plane << 16) + random.nextInt(0x10000);
                if (point >= 0xD800 && point < 0xE000) {
                    text.append(String.format("\\u%04x", point));
                } else if (point < 0x20 || point == '"' || point == '\\') {
                    text.append(String.format("\\u%04x", point));
                } else {
                    text.appendCodePoint(point);
                }
            }
            return text.toString();
        }

        private byte[] multipart() {
            headers.put(
                    "Content-Type",
                    "multipart/form-data; boundary=" + one(List.of("x", "\"x y\"", "", "x".repeat(300))));
            return utf8(one(List.of(
                    "--x\r\n",
                    "--x\r\nContent-Disposition: form-data; name=\"file\"; filename=\"../../a\u0000b\"\r\n\r\nx\r\n--x--\r\n",
                    "--x\r\nContent-Disposition: form-data\r\n\r\nx",
                    "--x\r\nContent-Disposition: form-data; name=\"file\"; filename*=utf-8''%ff%zz\r\nContent-Type: a\r\n\r\nx\r\n--x--",
                    "--x--\r\n",
                    "",
                    "--x\r\n" + "A: b\r\n".repeat(1000) + "\r\nx\r\n--x--\r\n")));
        }

        private byte[] noise(int length) {
            byte[] noise = new byte[length];
            random.nextBytes(noise);
            return noise;
        }

        private Request whole() {
            if (body != null) {
                headers.put("Content-Length", String.valueOf(body.length));
            }
            return new Request(target, bytes(), true);
        }

        /** Cut somewhere, or with a length that is not the body's. */
        private Request half() {
            body = anyBody();
            headers.put(
                    "Content-Length",
                    one(List.of(String.valueOf(body.length + 1 + random.nextInt(1000)), "-1", "x", "+1", "1, 2", "")));
            byte[] all = bytes();
            return new Request(target, random.nextBoolean() ? all : cut(all), false);
        }

        private byte[] bytes() {
            StringBuilder head = new StringBuilder(method + ' ' + path.replace(' ', '+') + " HTTP/1.1\r\n");
            headers.forEach((name, value) ->
                    head.append(name).append(": ").append(value).append("\r\n"));
            ByteArrayOutputStream bytes = new ByteArrayOutputStream();
            bytes.writeBytes(head.append("\r\n").toString().getBytes(StandardCharsets.ISO_8859_1));
            bytes.writeBytes(body == null ? new byte[0] : body);
            return bytes.toByteArray();
        }

        private <T> T one(List<T> of) {
            return of.get(random.nextInt(of.size()));
        }
    }

    private static byte[] utf8(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }

    private static String encoded(String text) {
        StringBuilder encoded = new StringBuilder();
        for (byte one : utf8(text)) {
            encoded.append(String.format("%%%02x", one & 0xff));
        }
        return encoded.toString();
    }
}
