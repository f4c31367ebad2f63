// SPDX-License-Identifier: GPL-3.0-or-later
package io.lamplighter.ingest.transcript;

import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * How a cue is placed (WebVTT §6.3). Nothing in it matters to what was said.
 *
 * @param region the id of the region; empty where the cue is in none
 * @param line null for automatic
 * @param position null for automatic
 */
public record VttSettings(String region, Direction direction, @Nullable Double line, boolean snapToLines,
        LineAlign lineAlign, @Nullable Double position, PositionAlign positionAlign, double size, Align align) {

    /** Which way lines grow. */
    public enum Direction {
        HORIZONTAL, RL, LR
    }

    /** Which edge of the cue {@code line} places. */
    public enum LineAlign {
        START, CENTER, END
    }

    /** Which edge of the cue {@code position} places. */
    public enum PositionAlign {
        AUTO, LINE_LEFT, CENTER, LINE_RIGHT
    }

    /** Where text stands in the cue. */
    public enum Align {
        START, CENTER, END, LEFT, RIGHT
    }

    static final VttSettings NONE = new VttSettings("", Direction.HORIZONTAL, null, true, LineAlign.START, null,
            PositionAlign.AUTO, 100, Align.CENTER);

    /** @param text what follows the second time on its line */
    static VttSettings read(String text, List<VttRegion> regions) {
        VttSettings settings = NONE;
        for (VttSetting setting : VttSetting.in(text)) {
            settings = switch (setting.name()) {
                case "region" -> settings.inRegion(known(setting.value(), regions));
                case "vertical" -> settings.vertical(setting.value());
                case "line" -> settings.atLine(setting.value());
                case "position" -> settings.atPosition(setting.value());
                case "size" -> settings.sized(setting.value());
                case "align" -> settings.aligned(setting.value());
                default -> settings;
            };
        }
        return settings;
    }

    private static String known(String id, List<VttRegion> regions) {
        return regions.stream().anyMatch(region -> region.id().equals(id)) ? id : "";
    }

    private VttSettings inRegion(String id) {
        return new VttSettings(id, direction, line, snapToLines, lineAlign, position, positionAlign, size, align);
    }

    /** There are no vertical regions. */
    private VttSettings vertical(String value) {
        return value.equals("rl") || value.equals("lr")
                ? new VttSettings("", value.equals("rl") ? Direction.RL : Direction.LR, line, snapToLines, lineAlign,
                        position, positionAlign, size, align)
                : direction == Direction.HORIZONTAL ? this : inRegion("");
    }

    private VttSettings atLine(String value) {
        int comma = value.indexOf(',');
        String place = comma < 0 ? value : value.substring(0, comma);
        boolean share = place.endsWith("%");
        Double number = share ? VttSetting.percentage(place) : number(place);
        LineAlign edge = comma < 0 ? lineAlign : one(LineAlign.values(), value.substring(comma + 1));
        return number == null || edge == null
                ? this
                : new VttSettings("", direction, number, !share, edge, position, positionAlign, size, align);
    }

    private static @Nullable Double number(String place) {
        String digits = place.startsWith("-") ? place.substring(1) : place;
        return VttSetting.isNumber(digits) ? Double.valueOf(place) : null;
    }

    private VttSettings atPosition(String value) {
        int comma = value.indexOf(',');
        Double share = VttSetting.percentage(comma < 0 ? value : value.substring(0, comma));
        PositionAlign edge = comma < 0 ? positionAlign : one(PositionAlign.values(), value.substring(comma + 1));
        return share == null || edge == null || comma >= 0 && edge == PositionAlign.AUTO
                ? this
                : new VttSettings(region, direction, line, snapToLines, lineAlign, share, edge, size, align);
    }

    private VttSettings sized(String value) {
        Double share = VttSetting.percentage(value);
        return share == null
                ? this
                : new VttSettings(share == 100 ? region : "", direction, line, snapToLines, lineAlign, position,
                        positionAlign, share, align);
    }

    private VttSettings aligned(String value) {
        Align side = one(Align.values(), value);
        return side == null
                ? this
                : new VttSettings(region, direction, line, snapToLines, lineAlign, position, positionAlign, size, side);
    }

    /** The keyword is compared with regard to case. */
    private static <E extends Enum<E>> @Nullable E one(E[] values, String keyword) {
        for (E value : values) {
            if (value.name().toLowerCase(Locale.ROOT).replace('_', '-').equals(keyword)) {
                return value;
            }
        }
        return null;
    }
}
