/** What may import what, and other promises of the structure, read from the compiled classes. */
package dev.lanner.architecture;
