// SPDX-License-Identifier: GPL-3.0-or-later
package io.lamplighter.ingest.transcript;

/**
 * A region of the picture that cues may be shown in (WebVTT §3.5). All numbers but {@code lines} are percentages.
 */
public record VttRegion(String id, double width, int lines, double anchorX, double anchorY, double viewportX,
        double viewportY, boolean scrollsUp) {

    /** The block's lines without the first (WebVTT §6.2). */
    static VttRegion read(String block) {
        VttRegion region = new VttRegion("", 100, 3, 0, 100, 0, 100, false);
        for (VttSetting setting : VttSetting.in(block)) {
            region = region.with(setting);
        }
        return region;
    }

    private VttRegion with(VttSetting setting) {
        String value = setting.value();
        return switch (setting.name()) {
            case "id" -> new VttRegion(value, width, lines, anchorX, anchorY, viewportX, viewportY, scrollsUp);
            case "width" -> {
                Double share = VttSetting.percentage(value);
                yield share == null
                        ? this
                        : new VttRegion(id, share, lines, anchorX, anchorY, viewportX, viewportY, scrollsUp);
            }
            case "lines" -> value.length() <= 9 && value.chars().allMatch(c -> c >= '0' && c <= '9')
                    ? new VttRegion(id, width, Integer.parseInt(value), anchorX, anchorY, viewportX, viewportY,
                            scrollsUp)
                    : this;
            case "regionanchor" -> {
                double[] point = VttSetting.point(value);
                yield point.length == 0
                        ? this
                        : new VttRegion(id, width, lines, point[0], point[1], viewportX, viewportY, scrollsUp);
            }
            case "viewportanchor" -> {
                double[] point = VttSetting.point(value);
                yield point.length == 0
                        ? this
                        : new VttRegion(id, width, lines, anchorX, anchorY, point[0], point[1], scrollsUp);
            }
            case "scroll" -> new VttRegion(id, width, lines, anchorX, anchorY, viewportX, viewportY,
                    scrollsUp || value.equals("up"));
            default -> this;
        };
    }
}
