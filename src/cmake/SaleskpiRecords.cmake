# SPDX-License-Identifier: MIT
# The list of all record types of the library, so that what is known of one stands in its header.

# saleskpi_collect_records(<target>): for each include/saleskpi/record/FILE.hpp that declares
# `const RecordType& record_type<TYPE>();`, in the order of their names, writes
#   saleskpi_record_headers.inc       #include <saleskpi/record/FILE.hpp>
#   saleskpi_record_types.inc         TYPE, TYPE, ...
#   saleskpi_record_descriptions.inc  the definition of record_type<TYPE>()
# into a folder of the build tree that the target's own sources can include from.
function(saleskpi_collect_records target)
    set(output_dir ${CMAKE_CURRENT_BINARY_DIR}/records)
    file(GLOB headers CONFIGURE_DEPENDS ${PROJECT_SOURCE_DIR}/include/saleskpi/record/*.hpp)
    set_property(DIRECTORY APPEND PROPERTY CMAKE_CONFIGURE_DEPENDS ${headers})
    set(includes "")
    set(types "")
    set(descriptions "")
    foreach(header IN LISTS headers)
        get_filename_component(name ${header} NAME)
        file(STRINGS ${header} found REGEX "^const RecordType& record_type<[A-Za-z]+>\\(\\)")
        if(found)
            string(REGEX REPLACE "^.*record_type<([A-Za-z]+)>.*$" "\\1" type "${found}")
            string(APPEND includes "#include <saleskpi/record/${name}>\n")
            list(APPEND types ${type})
            string(APPEND descriptions
                "template <>\nconst RecordType& record_type<${type}>() {\n"
                "    return detail::describe<${type}>()<semicolon>\n}\n")
        endif()
    endforeach()
    list(JOIN types ", " types)
    string(REPLACE "<semicolon>" ";" descriptions "${descriptions}")
    # Each is touched only if its content changed.
    file(CONFIGURE OUTPUT ${output_dir}/saleskpi_record_headers.inc CONTENT "${includes}" @ONLY)
    file(CONFIGURE OUTPUT ${output_dir}/saleskpi_record_types.inc CONTENT "${types}\n" @ONLY)
    file(CONFIGURE OUTPUT ${output_dir}/saleskpi_record_descriptions.inc
        CONTENT "${descriptions}" @ONLY)
    target_include_directories(${target} PRIVATE ${output_dir})
endfunction()
