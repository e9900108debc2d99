/** The part of ECharts that the dashboard uses, drawn as SVG. Loaded when the first chart is shown. */
import { BarChart, type BarSeriesOption, LineChart, type LineSeriesOption } from "echarts/charts";
import { GridComponent, type GridComponentOption } from "echarts/components";
import { type ComposeOption, type EChartsType, init, use as withParts } from "echarts/core";
import { SVGRenderer } from "echarts/renderers";

export type Option = ComposeOption<BarSeriesOption | LineSeriesOption | GridComponentOption>;

withParts([BarChart, LineChart, GridComponent, SVGRenderer]);

/** Draws in `place`; it must have a size. */
export function draw(place: HTMLElement): EChartsType {
  return init(place, null, { renderer: "svg" });
}
