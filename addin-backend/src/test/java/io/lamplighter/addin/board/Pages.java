// SPDX-License-Identifier: GPL-3.0-or-later
package io.lamplighter.addin.board;

import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Set;

import org.thymeleaf.context.Context;
import org.thymeleaf.spring6.SpringTemplateEngine;
import org.thymeleaf.templatemode.TemplateMode;
import org.thymeleaf.templateresolver.ClassLoaderTemplateResolver;

/** Renders the real templates without a server. */
final class Pages {

    private final SpringTemplateEngine engine = new SpringTemplateEngine();

    Pages() {
        ClassLoaderTemplateResolver resolver = new ClassLoaderTemplateResolver();
        resolver.setPrefix("templates/");
        resolver.setSuffix(".html");
        resolver.setTemplateMode(TemplateMode.HTML);
        resolver.setCharacterEncoding("UTF-8");
        engine.setTemplateResolver(resolver);
    }

    /** As Spring Security puts it into the request. */
    record Csrf(String parameterName, String headerName, String token) {}

    /** @param view a template, or {@code template :: fragment} as a controller would return it */
    String render(String view, Map<String, ?> model) {
        Map<String, Object> all = new HashMap<>(model);
        all.putIfAbsent("shell", SampleViews.manager());
        all.put("_csrf", new Csrf("_csrf", "X-CSRF-TOKEN", "token-1"));
        String[] parts = view.split("\\s*::\\s*");
        Context context = new Context(Locale.ENGLISH, all);
        return parts.length == 1 ? engine.process(view, context) : engine.process(parts[0], Set.of(parts[1]), context);
    }
}
