/**
 * Widgets: functions whose rows LogScale draws. Here they yield the table behind the picture.
 * {@link dev.lanner.cql.function.widget.WidgetFunctions} lists them.
 */
package dev.lanner.cql.function.widget;
