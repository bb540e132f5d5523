# SPDX-License-Identifier: MIT
# The list of all KPIs, read from their definitions, so that a new KPI is one definition in the
# header of its family and nothing else.

# saleskpi_collect_catalogue(<target>): finds each `inline constexpr auto NAME = metric(` in
# include/saleskpi/kpi/FAMILY.hpp, with what the line `/// Rivals     ...` above it says, and writes, in
# the order of families and then of the text,
#   saleskpi_catalogue_headers.inc   #include <saleskpi/kpi/FAMILY.hpp>
#   saleskpi_catalogue_entries.inc   entry("FAMILY", kpi::NAME, R"--(RIVALS)--"),
# into a folder of the build tree that the target's own sources can include from.
function(saleskpi_collect_catalogue target)
    set(kpi_dir ${PROJECT_SOURCE_DIR}/include/saleskpi/kpi)
    set(output_dir ${CMAKE_CURRENT_BINARY_DIR}/catalogue)
    file(GLOB families CONFIGURE_DEPENDS ${kpi_dir}/*.hpp)
    set_property(DIRECTORY APPEND PROPERTY CMAKE_CONFIGURE_DEPENDS ${families})

    set(headers "")
    set(entries "")
    foreach(header IN LISTS families)
        get_filename_component(family ${header} NAME_WE)
        file(READ ${header} text)
        # What would part or join the elements of a list.
        string(REPLACE ";" "<semicolon>" text "${text}")
        string(REPLACE "[" "<open>" text "${text}")
        string(REPLACE "]" "<close>" text "${text}")
        string(REGEX MATCHALL
            "(\n/// Rivals     [^\n]*)?\ninline constexpr auto [a-z0-9_]+[ \n]*=[ \n]*metric\\("
            definitions "\n${text}")
        if(definitions)
            string(APPEND headers "#include <saleskpi/kpi/${family}.hpp>\n")
        endif()
        foreach(definition IN LISTS definitions)
            string(REGEX REPLACE ".*\ninline constexpr auto ([a-z0-9_]+).*" "\\1" name
                "${definition}")
            set(rivals "")
            if(definition MATCHES "^\n/// Rivals     ([^\n]*)")
                set(rivals "${CMAKE_MATCH_1}")
            endif()
            string(REPLACE "<semicolon>" ";" rivals "${rivals}")
            string(REPLACE "<open>" "[" rivals "${rivals}")
            string(REPLACE "<close>" "]" rivals "${rivals}")
            string(APPEND entries "entry(\"${family}\", kpi::${name}, R\"--(${rivals})--\"),\n")
        endforeach()
    endforeach()

    # Each is touched only if its content changed.
    file(CONFIGURE OUTPUT ${output_dir}/saleskpi_catalogue_headers.inc CONTENT "${headers}" @ONLY)
    file(CONFIGURE OUTPUT ${output_dir}/saleskpi_catalogue_entries.inc CONTENT "${entries}" @ONLY)
    target_include_directories(${target} PRIVATE ${output_dir})
endfunction()
